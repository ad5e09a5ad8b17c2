package lumen.connectors.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import lumen.connectors.live.CommandQueue.Answer;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;

/**
 * {@code POST /command}: one command as JSON. What is wrong with it is said at once; a right one
 * waits in the queue, and the answer waits with it, without holding a thread.
 *
 * <ul>
 *   <li>200 {@code {"command": ...}}: taken, as it stands there.
 *   <li>400, 413, 415 {@code {"error": ..., "findings": [...]}}: it can never be taken.
 *   <li>409: event time has passed its effective_ts.
 *   <li>429: the queue is full; 503: the job is ending.
 * </ul>
 */
final class CommandDoor {
  /** The longest body, in bytes. */
  static final int MAX_BODY_BYTES = EventLimits.MAX_LINE_BYTES;

  /** A body that is too long is read this far, so that its sender hears why it is not taken. */
  private static final int MAX_PASSED_OVER_BYTES = 16 << 20;

  private static final long BODY_PATIENCE_S = 5;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int UNSUPPORTED_TYPE = 415;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CommandCheck check;
  private final CommandQueue queue;
  private final Executor replies;

  /**
   * Makes the door.
   *
   * @param replies runs the replies to commands that have waited
   */
  CommandDoor(CommandCheck check, CommandQueue queue, Executor replies) {
    this.check = check;
    this.queue = queue;
    this.replies = replies;
  }

  /** Takes a request; it is answered here or when the reader has taken the command. */
  void take(HttpExchange exchange) throws IOException {
    if (!isJson(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      refuse(exchange, UNSUPPORTED_TYPE, "Content-Type must be application/json");
      return;
    }
    byte[] body = body(exchange);
    if (body.length > MAX_BODY_BYTES) {
      refuse(exchange, TOO_LARGE, "command must be at most " + MAX_BODY_BYTES + " bytes");
      return;
    }
    try {
      String text = text(body);
      CommandText command = CommandText.read(text);
      List<String> findings = check.findings(text);
      if (findings.isEmpty()) {
        queue(exchange, command);
      } else {
        LiveControl.reply(exchange, BAD_REQUEST, refusal("command must be right", findings));
      }
    } catch (CharacterCodingException e) {
      refuse(exchange, BAD_REQUEST, "command must be UTF-8 text");
    } catch (MalformedCommandException e) {
      refuse(exchange, BAD_REQUEST, "command " + e.getMessage());
    }
  }

  private static boolean isJson(String type) {
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  /** The body, at most one byte more than a body may have; one that comes too slowly is cut off. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    CompletableFuture<Boolean> whole =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(false, BODY_PATIENCE_S, TimeUnit.SECONDS);
    CompletableFuture<Void> unused =
        whole.thenAccept(
            read -> {
              if (!read) {
                exchange.close();
              }
            });
    try {
      InputStream in = exchange.getRequestBody();
      byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
      int passedOver = body.length > MAX_BODY_BYTES ? 0 : MAX_PASSED_OVER_BYTES;
      while (passedOver < MAX_PASSED_OVER_BYTES) {
        int n = in.readNBytes(MAX_BODY_BYTES).length;
        passedOver += n == 0 ? MAX_PASSED_OVER_BYTES : n;
      }
      return body;
    } finally {
      whole.complete(true);
    }
  }

  private static String text(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private void queue(HttpExchange exchange, CommandText command) throws IOException {
    Optional<CompletableFuture<Answer>> answer = queue.offer(command);
    if (answer.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      refuse(
          exchange,
          TOO_MANY,
          "queue must have room: " + CommandQueue.MAX_WAITING + " commands wait");
      return;
    }
    CompletableFuture<Void> unused =
        answer.get().thenAcceptAsync(fate -> answered(exchange, fate), replies);
  }

  private static void answered(HttpExchange exchange, Answer answer) {
    try {
      switch (answer.fate()) {
        case TAKEN -> {
          ObjectNode body = JSON.createObjectNode();
          LiveControl.reply(exchange, OK, body.putRawValue("command", new RawValue(answer.json())));
        }
        case LATE -> refuse(exchange, CONFLICT, answer.finding());
        case REFUSED -> refuse(exchange, BAD_REQUEST, answer.finding());
        case ENDING -> refuse(exchange, UNAVAILABLE, answer.finding());
      }
    } catch (IOException e) {
      // Whoever asked has gone; the command stands as it was decided.
    }
  }

  private static void refuse(HttpExchange exchange, int code, String finding) throws IOException {
    LiveControl.reply(exchange, code, refusal("command must be taken", List.of(finding)));
  }

  private static ObjectNode refusal(String error, List<String> findings) {
    ObjectNode body = JSON.createObjectNode().put("error", error);
    ArrayNode list = body.putArray("findings");
    findings.forEach(list::add);
    return body;
  }
}
