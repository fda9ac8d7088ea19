package org.qalqan.access;

/** The roles that a token can give, as {@link jakarta.annotation.security.RolesAllowed} takes them. */
public final class Role {

    /** May correct records and readings. */
    public static final String EDITOR = "editor";

    /** May also do what cannot be undone, such as cutting a release. */
    public static final String MAINTAINER = "maintainer";

    private Role() {}
}
