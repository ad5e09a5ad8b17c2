package lumen.connectors.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import lumen.intake.LiveInput;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/** An input that gives what a test queues. */
final class ScriptedInput implements LiveInput {
  final Queue<LiveMessage> queue = new ArrayDeque<>();
  boolean open;
  LiveInputException refusal;

  @Override
  public void open(Runnable wake) throws LiveInputException {
    if (refusal != null) {
      throw refusal;
    }
    open = true;
  }

  @Override
  public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
    int n = 0;
    for (; n < max && oldestMicros() <= untilMicros && !queue.isEmpty(); n++) {
      out.accept(queue.remove());
    }
    return n;
  }

  @Override
  public long oldestMicros() {
    return queue.isEmpty() ? NO_TIME : queue.peek().arrivalMicros();
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public String status() {
    return open ? "open" : "closed";
  }

  @Override
  public void close() {
    open = false;
  }
}
