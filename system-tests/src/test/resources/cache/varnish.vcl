# Varnish in front of the gateway, as CacheInFrontIT starts it.
vcl 4.1;

backend gateway {
  .host = "@host@";
  .port = "@port@";
}

sub vcl_backend_response {
  # The gateway says max-age=0, and for how long an answer may serve while it is asked about (RFC 5861), which Varnish takes as its grace.
  # But what has no time of its own Varnish never serves a second time: so it has a second.
  if (beresp.ttl <= 0s && beresp.status == 200 && beresp.http.Cache-Control ~ "public") {
    set beresp.ttl = 1s;
    # that long an answer can still be asked about with If-None-Match
    set beresp.keep = 1d;
    return (deliver);
  }
}

sub vcl_deliver {
  set resp.http.X-Cache = "MISS";
  if (obj.hits > 0) {
    set resp.http.X-Cache = "HIT";
  }
}
