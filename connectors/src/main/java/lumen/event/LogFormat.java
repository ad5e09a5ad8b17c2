package lumen.event;

import java.nio.charset.StandardCharsets;

/**
 * The words of a log of decided events, for all who write, read or look for its lines. A line is an
 * event in the schema of any recording, with the verdict of whoever judged it in {@code meta}, or a
 * notice, whose first field {@link #KIND} tells what it is. Every part begins with a notice {@link
 * #LOG}, its header.
 *
 * <p>What stands here is in the logs of earlier versions: a word may be added, none may change
 * without another {@link #VERSION}.
 */
public final class LogFormat {
  /** Version of the format, which the header tells. */
  public static final int VERSION = 1;

  /** First field of a notice: its kind. */
  public static final String KIND = "lumen";

  /** Kind of the header: version and out-of-orderness of the log. */
  public static final String LOG = "log";

  /** Kind: the clock went on without an event. */
  public static final String BEAT = "beat";

  /** Kind: something was not taken; with reason, detail and raw. */
  public static final String REJECT = "reject";

  /** Kind: count messages were not selected. */
  public static final String FILTERED = "filtered";

  /** Kind: count messages were lost. */
  public static final String DROPPED = "dropped";

  /** Kind: an operator's command, which stands under this word too. */
  public static final String COMMAND = "command";

  /** Header: {@link #VERSION}. */
  public static final String VERSION_FIELD = "version";

  /** Header: how far behind its arrival an accepted event may be, microseconds. */
  public static final String OUT_OF_ORDERNESS = "out_of_orderness_us";

  /** Section of an event that holds arrival, stream and verdict. */
  public static final String META = "meta";

  /** When it arrived, seconds: of a notice itself, of an event in {@code meta}. */
  public static final String AT = "at";

  /** The stream it came by: of a notice itself, of an event in {@code meta}. */
  public static final String STREAM = "stream";

  /** Source of the messages that a notice tells of. */
  public static final String SOURCE = "source";

  /** Why something was not taken. */
  public static final String REASON = "reason";

  /** What was wrong with it. */
  public static final String DETAIL = "detail";

  /** What it was. */
  public static final String RAW = "raw";

  /** How many messages a notice stands for. */
  public static final String COUNT = "count";

  /** Verdict on an event, where it is not simply taken. */
  public static final String FATE = "fate";

  /** The verdict late. */
  public static final String LATE = "late";

  /** 1 where the arrival holds instead of the sender's time. */
  public static final String CLAMPED = "clamped";

  private static final byte[] NOTICE_BEGINS = ascii("{\"" + KIND + "\":");
  private static final byte[] COMMAND_BEGINS = ascii("{\"" + KIND + "\":\"" + COMMAND + '"');
  private static final byte[] HEADER_BEGINS = ascii("{\"" + KIND + "\":\"" + LOG + '"');

  private LogFormat() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a line is no event. */
  public static boolean isNotice(byte[] line, int from, int to) {
    return begins(line, from, to, NOTICE_BEGINS);
  }

  /** Whether a line holds a command, as it is written here; another may hold one as well. */
  public static boolean isCommand(byte[] line, int from, int to) {
    return begins(line, from, to, COMMAND_BEGINS);
  }

  /** Whether a line, or what begins as it does, is a header. */
  public static boolean isHeader(byte[] line, int from, int to) {
    return begins(line, from, to, HEADER_BEGINS);
  }

  /** So many bytes of a line tell whether it is a header. */
  public static int headerBytes() {
    return HEADER_BEGINS.length;
  }

  private static boolean begins(byte[] line, int from, int to, byte[] beginning) {
    if (to - from < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (line[from + i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }
}
