package lumen.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.serve.kept.Evidence;
import lumen.serve.kept.EvidenceQuery;

/** {@code /evidence/bundle}: lines of the evidence as the job wrote them. */
final class EvidenceAnswer {
  static final int LIMIT = 1_000;
  static final int MOST = 10_000;

  private static final List<String> NAMES =
      List.of("tenant", "since", "until", "kind", "risk", "limit", "after");
  private static final Set<String> KINDS =
      Set.of("risk", "quote", "state", "failover", "calibration", "control", "note");
  private static final int MICRO_DIGITS = 6;

  /** So many at a time, so that bundles that are taken slowly leave threads to others. */
  private final Semaphore places = new Semaphore(4);

  private final Optional<Evidence> evidence;

  EvidenceAnswer(Optional<Evidence> evidence) {
    this.evidence = evidence;
  }

  Reply answer(Request request) throws BadParameterException, IOException {
    Parameters parameters = Parameters.of(request.query(), Set.copyOf(NAMES));
    EvidenceQuery query = query(parameters);
    if (evidence.isEmpty()) {
      return JsonReplies.notNow(
          503, 60, "serve must be started with --run, the folder of the run's results");
    }
    if (!places.tryAcquire()) {
      return JsonReplies.notNow(503, 1, "at most 4 bundles are taken at a time");
    }
    try {
      return bundle(parameters, evidence.get().find(query));
    } finally {
      places.release();
    }
  }

  private Reply bundle(Parameters parameters, Evidence.Found found) {
    Reply reply = Reply.streamed(200, "application/x-ndjson", out -> write(found.lines(), out));
    if (found.rest().isPresent()) {
      reply = reply.with("X-Next", next(parameters, found.rest().get()));
    }
    return found.unread() == 0
        ? reply
        : reply.with("X-Unread-Lines", Integer.toString(found.unread()));
  }

  /** Whoever takes it slowly holds a place. */
  private void write(List<String> lines, OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("too many bundles are taken slowly");
    }
    try {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } finally {
      places.release();
    }
  }

  private static EvidenceQuery query(Parameters parameters) throws BadParameterException {
    Optional<String> kind = parameters.text("kind");
    if (kind.isPresent() && !KINDS.contains(kind.get())) {
      throw new BadParameterException(
          "kind", "be one of " + String.join(", ", KINDS.stream().sorted().toList()));
    }
    long since = moment(parameters, "since", 0);
    long until = moment(parameters, "until", Long.MAX_VALUE);
    if (until <= since) {
      throw new BadParameterException("until", "be later than since");
    }
    int limit = (int) parameters.whole("limit", LIMIT, 1, MOST);
    return EvidenceQuery.of(
            parameters.text("tenant"), since, until, kind, parameters.text("risk"), limit)
        .after(parameters.text("after"))
        .orElseThrow(() -> new BadParameterException("after", "be the one that X-Next names"));
  }

  private static long moment(Parameters parameters, String name, long standard)
      throws BadParameterException {
    Optional<String> text = parameters.text(name);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      return text.get().matches("[0-9]{1,12}(\\.[0-9]{1,9})?")
          ? new BigDecimal(text.get()).movePointRight(MICRO_DIGITS).longValue()
          : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text.get()));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new BadParameterException(
          name, "be seconds since the epoch or an instant such as 2026-01-01T00:00:00Z");
    }
  }

  private static String next(Parameters parameters, String after) {
    StringBuilder next = new StringBuilder("/evidence/bundle?");
    for (String name : NAMES) {
      Optional<String> value = parameters.text(name);
      if (value.isPresent() && !name.equals("after")) {
        String coded = URLEncoder.encode(value.get(), StandardCharsets.UTF_8);
        next.append(name).append('=').append(coded).append('&');
      }
    }
    return next.append("after=").append(after).toString();
  }
}
