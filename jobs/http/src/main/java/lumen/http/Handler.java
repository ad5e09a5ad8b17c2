package lumen.http;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** Answers requests that were let in. Called by several threads. */
public interface Handler {
  /**
   * Answers a request, now or later: a stage that is not yet complete holds no thread.
   *
   * @throws BodyTooLargeException where the body is longer than the server takes; heard as 413
   * @throws IOException where whoever asks has gone
   */
  CompletionStage<Reply> answer(Request request) throws IOException;
}
