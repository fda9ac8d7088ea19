package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.qalqan.gateway.compose.Json;

/**
 * What there is to say about a type of problem.
 *
 * @param type its address
 * @param title its short sentence
 * @param status the HTTP status
 * @param meaning when it happens
 * @param remedy what to do about it
 */
record ProblemPage(String type, String title, int status, String meaning, String remedy) {

    ObjectNode json() {
        return Json.object()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("meaning", meaning)
                .put("remedy", remedy);
    }
}
