package org.qalqan.timeline.post;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/posts}. */
@Path("/v1/posts")
class PostResource extends CollectionResource<Post> {

    PostResource(CollectionReads reads) {
        super(Post.class, reads);
    }
}
