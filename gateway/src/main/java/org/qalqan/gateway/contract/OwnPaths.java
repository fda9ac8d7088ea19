package org.qalqan.gateway.contract;

/**
 * Marks a resource whose paths the gateway answers itself. The file {@code openapi.yaml} beside the class describes them: without
 * that, a path would be unknown to callers and to the strict check of parameters.
 */
public interface OwnPaths {}
