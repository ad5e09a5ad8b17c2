package lumen.serve;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lumen.http.Handler;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.serve.limit.TenantBuckets;

/**
 * What holds for every path: it is read alone, within its tenant's limit, and its reply tells a
 * browser to run nothing but what this port serves.
 */
final class Reception implements Handler {
  /** Who asks whether the process lives must hear it, whoever else asks too much. */
  private static final Set<String> UNLIMITED = Set.of("/healthz", "/readyz");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final int MOST_TENANT_CHARS = 512;

  private final TenantBuckets buckets;
  private final Handler inside;

  Reception(TenantBuckets buckets, Handler inside) {
    this.buckets = buckets;
    this.inside = inside;
  }

  @Override
  public CompletionStage<Reply> answer(Request request) throws IOException {
    if (!METHODS.contains(request.method())) {
      return safe(JsonReplies.error(405, "must be GET or HEAD").with("Allow", "GET, HEAD"));
    }
    String tenant = request.header("X-Tenant").orElse("");
    if (tenant.length() > MOST_TENANT_CHARS) {
      return safe(JsonReplies.error(400, "X-Tenant must have at most 512 characters"));
    }
    if (!UNLIMITED.contains(request.path())) {
      OptionalLong wait = buckets.take(tenant);
      if (wait.isPresent()) {
        String hint = "ask again in " + wait.getAsLong() + " s; the limits are in mt_limits.yaml";
        return safe(JsonReplies.notNow(429, wait.getAsLong(), hint));
      }
    }
    return inside.answer(request).thenApply(Reception::made);
  }

  private static CompletionStage<Reply> safe(Reply reply) {
    return CompletableFuture.completedFuture(made(reply));
  }

  private static Reply made(Reply reply) {
    return reply
        .with("Content-Security-Policy", "default-src 'self'")
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }
}
