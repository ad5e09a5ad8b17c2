package lumen.event;

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
 */
public record Command(
    String stream,
    String tenant,
    String id,
    String author,
    long effectiveMicros,
    String json,
    Position position)
    implements Envelope {
  /** Name of the stream of commands that come from no topic. */
  public static final String STREAM = "control";
}
