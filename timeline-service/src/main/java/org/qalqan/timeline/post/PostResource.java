package org.qalqan.timeline.post;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/posts}. */
@Path("/v1/posts")
class PostResource extends EditableResource<Post> {

    PostResource(CollectionReads reads, Edits edits) {
        super(Post.class, reads, edits);
    }
}
