package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.qalqan.gateway.upstream.Service;

/** Where a release takes what the services hold from. */
interface Exports {

    /** The revision that the service's store is at. */
    long revision(Service service);

    /** All items of a list of the service, in the order of their ids. */
    List<JsonNode> rows(Service service, String list);

    /** One answer of the service. */
    JsonNode object(Service service, String path);
}
