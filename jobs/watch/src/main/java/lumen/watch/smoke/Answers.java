package lumen.watch.smoke;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * What ports of this machine answer, soon or not at all: an answer takes 2 s at most, head and body
 * together, and all that is asked for at the same time is.
 */
final class Answers {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * An answer.
   *
   * @param body of an answer 200, empty for any other and for none
   * @param nobody whether the connection was refused, so that nobody listens there
   */
  record Answer(Optional<String> body, boolean nobody) {
    private static Answer none(boolean nobody) {
      return new Answer(Optional.empty(), nobody);
    }
  }

  /** Asks; the answer comes later, and never as a failure. */
  CompletableFuture<Answer> ask(URI base, String path) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
              .timeout(PATIENCE)
              .build();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Answer.none(false));
    }
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle(Answers::answer);
  }

  private static Answer answer(HttpResponse<String> told, Throwable failure) {
    if (failure != null) {
      return Answer.none(isRefused(failure));
    }
    return told.statusCode() == OK
        ? new Answer(Optional.of(told.body()), false)
        : Answer.none(false);
  }

  private static boolean isRefused(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof ConnectException
        && !(cause.getCause() instanceof UnresolvedAddressException);
  }
}
