package lumen.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import lumen.http.Handler;
import lumen.http.Reply;
import lumen.http.Request;

/**
 * Counts requests by path and status. A path that is none of the contract's is counted as {@code
 * other}, so a caller makes no series; who is refused at the door (403) is not counted.
 */
final class CountedRequests {
  static final String NAME = "lumen_api_requests_total";

  private static final String OTHER = "other";
  private static final String TEXT_004 = "text/plain; version=0.0.4; charset=utf-8";

  private record Kind(String path, int code) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byPath = path.compareTo(other.path);
      return byPath != 0 ? byPath : Integer.compare(code, other.code);
    }
  }

  private final Set<String> paths;
  private final ConcurrentSkipListMap<Kind, LongAdder> counts = new ConcurrentSkipListMap<>();

  /** Counts of these paths, of which each begins at 0 answered with 200. */
  CountedRequests(Set<String> paths) {
    this.paths = new TreeSet<>(paths);
    paths.forEach(path -> counts.put(new Kind(path, 200), new LongAdder()));
  }

  /** Counts what a handler answers. */
  Handler around(Handler inside) {
    return request -> counted(inside, request);
  }

  private CompletionStage<Reply> counted(Handler inside, Request request) throws IOException {
    String path = named(request.path());
    return inside.answer(request).thenApply(reply -> count(path, reply));
  }

  private Reply count(String path, Reply reply) {
    counts.computeIfAbsent(new Kind(path, reply.status()), any -> new LongAdder()).increment();
    return reply;
  }

  private String named(String path) {
    String gate = VerdictAnswer.GATES + "{name}";
    if (path.startsWith(VerdictAnswer.GATES) && paths.contains(gate)) {
      return gate;
    }
    return paths.contains(path) ? path : OTHER;
  }

  /** The counts as Prometheus reads them. */
  Reply page() {
    StringBuilder text = new StringBuilder();
    text.append("# HELP ").append(NAME).append(" Requests answered, by path and status.\n");
    text.append("# TYPE ").append(NAME).append(" counter\n");
    counts.forEach(
        (kind, count) ->
            text.append(NAME)
                .append("{path=\"")
                .append(kind.path())
                .append("\",code=\"")
                .append(kind.code())
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(200, Map.of("Content-Type", TEXT_004), bytes.length, out -> out.write(bytes));
  }
}
