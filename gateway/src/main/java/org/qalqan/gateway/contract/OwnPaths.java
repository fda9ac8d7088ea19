package org.qalqan.gateway.contract;

import java.io.InputStream;

/**
 * A resource whose paths the gateway answers itself. The file {@code openapi.yaml} beside the class describes them; without
 * that, the path would be unknown to callers and to the strict check of parameters.
 */
public interface OwnPaths {

    /** The part of the OpenAPI document that describes the resource. */
    default InputStream description() {
        InputStream file = getClass().getResourceAsStream("openapi.yaml");
        if (file == null) {
            throw new IllegalStateException(getClass().getPackageName() + " has no openapi.yaml");
        }
        return file;
    }
}
