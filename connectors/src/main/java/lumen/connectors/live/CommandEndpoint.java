package lumen.connectors.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lumen.connectors.live.CommandQueue.Answer;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.http.BodyTooLargeException;
import lumen.http.Handler;
import lumen.http.Reply;
import lumen.http.Request;

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
final class CommandEndpoint implements Handler {
  /** The longest body, in bytes. */
  static final int MAX_BODY_BYTES = EventLimits.MAX_LINE_BYTES;

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

  /** Makes the door. */
  CommandEndpoint(CommandCheck check, CommandQueue queue) {
    this.check = check;
    this.queue = queue;
  }

  @Override
  public CompletionStage<Reply> answer(Request request) throws IOException {
    if (!request.header("Content-Type").map(CommandEndpoint::isJson).orElse(false)) {
      return now(refuse(UNSUPPORTED_TYPE, "Content-Type must be application/json"));
    }
    try {
      String text = text(request.body());
      CommandText command = CommandText.read(text);
      List<String> findings = check.findings(command);
      return findings.isEmpty()
          ? queue(command)
          : now(refusal(BAD_REQUEST, "command must be right", findings));
    } catch (BodyTooLargeException e) {
      return now(refuse(TOO_LARGE, "command must be at most " + MAX_BODY_BYTES + " bytes"));
    } catch (CharacterCodingException e) {
      return now(refuse(BAD_REQUEST, "command must be UTF-8 text"));
    } catch (MalformedCommandException e) {
      return now(refuse(BAD_REQUEST, "command " + e.getMessage()));
    }
  }

  private static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  private static String text(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private CompletionStage<Reply> queue(CommandText command) {
    Optional<CompletableFuture<Answer>> answer = queue.offer(command);
    return answer.isPresent()
        ? answer.get().thenApply(CommandEndpoint::reply)
        : now(
            refuse(TOO_MANY, "queue must have room: " + CommandQueue.MAX_WAITING + " commands wait")
                .with("Retry-After", "1"));
  }

  private static Reply reply(Answer answer) {
    return switch (answer.fate()) {
      case TAKEN -> {
        ObjectNode body = JSON.createObjectNode();
        body.putRawValue("command", new RawValue(answer.json()));
        yield LiveEndpoint.reply(OK, body);
      }
      case LATE -> refuse(CONFLICT, answer.finding());
      case REFUSED -> refuse(BAD_REQUEST, answer.finding());
      case ENDING -> refuse(UNAVAILABLE, answer.finding());
    };
  }

  private static Reply refuse(int code, String finding) {
    return refusal(code, "command must be taken", List.of(finding));
  }

  private static Reply refusal(int code, String error, List<String> findings) {
    ObjectNode body = JSON.createObjectNode().put("error", error);
    ArrayNode list = body.putArray("findings");
    findings.forEach(list::add);
    return LiveEndpoint.reply(code, body);
  }
}
