package lumen.serve;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import lumen.http.Reply;
import lumen.http.Request;

/**
 * Answers what Prometheus is asked for. It may take its time, so two requests at most wait for it,
 * and the others are told to come again: threads are left for all other paths.
 */
final class VerdictAnswer {
  /** Where the name of a gate begins. */
  static final String GATES = "/v1/gates/";

  private static final int AT_A_TIME = 2;
  private static final int RETRY_SECONDS = 5;
  private static final int NEVER_SECONDS = 60;

  private final Optional<Verdicts> verdicts;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  VerdictAnswer(Optional<Verdicts> verdicts) {
    this.verdicts = verdicts;
  }

  /** Asks for something. */
  private interface Question {
    Optional<String> of(Verdicts verdicts) throws IOException;
  }

  Reply objectives(Request request) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    return answer(asked -> Optional.of(asked.objectives()));
  }

  Reply gate(Request request) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    String name = request.path().substring(GATES.length());
    return answer(asked -> asked.gate(name));
  }

  private Reply answer(Question question) {
    if (verdicts.isEmpty()) {
      return JsonReplies.notNow(
          503, NEVER_SECONDS, "--prometheus must name a Prometheus with the shipped rules");
    }
    if (!free.tryAcquire()) {
      return JsonReplies.notNow(503, RETRY_SECONDS, "two requests wait for Prometheus already");
    }
    try {
      return question
          .of(verdicts.get())
          .map(json -> Reply.json(200, json))
          .orElseGet(() -> JsonReplies.error(404, "must be a gate of gates.yaml"));
    } catch (IOException e) {
      return JsonReplies.notNow(503, RETRY_SECONDS, e.getMessage());
    } finally {
      free.release();
    }
  }
}
