package org.qalqan.gateway.upstream;

/**
 * What a service's answers are made from. Between two equal states every answer that names a {@code Data-Revision} stays the same.
 *
 * @param shapedBy tells stores, and versions of the program that shapes what is in them, from one another
 * @param revision the store's revision
 */
public record StoreState(String shapedBy, long revision) {}
