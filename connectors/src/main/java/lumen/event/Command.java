package lumen.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What an operator tells the job. Its head is what the text says; a text that says something else
 * is found out, and rejected, where commands are checked.
 *
 * @param stream name of the input stream
 * @param tenant group it is about
 * @param id its id, empty where the text tells none
 * @param author who gives it, empty where the text does not tell
 * @param effectiveMicros when it takes effect, microseconds since the epoch, or {@link
 *     CommandText#UNSTAMPED}
 * @param json the whole command, one JSON object in one line
 * @param position where it stands
 * @param read the text as it was read where it came in; empty where another task did that
 */
public record Command(
    String stream,
    String tenant,
    String id,
    String author,
    long effectiveMicros,
    String json,
    Position position,
    Optional<CommandText> read)
    implements Envelope {
  /** Name of the stream of commands that come from no topic. */
  public static final String STREAM = "control";

  /** A command that was read in another task. */
  public Command(
      String stream,
      String tenant,
      String id,
      String author,
      long effectiveMicros,
      String json,
      Position position) {
    this(stream, tenant, id, author, effectiveMicros, json, position, Optional.empty());
  }

  /**
   * Its text, which is read at most once in a task.
   *
   * @throws MalformedCommandException where it is not one JSON object
   */
  public CommandText text() throws MalformedCommandException {
    return read.isPresent() ? read.get() : CommandText.read(json);
  }

  /** Whether another says the same at the same place, read or not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Command that
        && stream.equals(that.stream)
        && tenant.equals(that.tenant)
        && id.equals(that.id)
        && author.equals(that.author)
        && effectiveMicros == that.effectiveMicros
        && json.equals(that.json)
        && position.equals(that.position);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stream, tenant, id, author, effectiveMicros, json, position);
  }
}
