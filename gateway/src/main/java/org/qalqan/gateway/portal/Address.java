package org.qalqan.gateway.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where this host is, for what has to be an absolute address: a call that is copied into a terminal, a site map, linked data. */
@Singleton
class Address {

    /** Nothing that could end an attribute, a quoted argument or a string. */
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    private final Optional<String> configured;

    Address(PortalConfig config) {
        this.configured = config.address().map(uri -> uri.toString().replaceFirst("/$", ""));
    }

    /** Scheme, host and port, without a slash at the end. */
    String of(HttpServerRequest request) {
        return configured.orElseGet(() -> {
            String authority = String.valueOf(request.authority());
            return request.scheme() + "://" + (AUTHORITY.matcher(authority).matches() ? authority : "localhost");
        });
    }
}
