package lumen.fusion;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import lumen.connectors.live.LiveStream;
import lumen.intake.LiveInput;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/** A live input that tells this process's tests how much it has heard. */
final class CountedInput implements LiveInput {
  private static final AtomicLong TAKEN = new AtomicLong();
  private static final Set<LiveInput> OPENED = ConcurrentHashMap.newKeySet();

  private final LiveInput input;

  private CountedInput(LiveInput input) {
    this.input = input;
  }

  /** The stream with an input that counts. */
  static LiveStream of(LiveStream stream) {
    LiveStream.InputFactory made = stream.input();
    return new LiveStream(
        stream.name(),
        stream.source(),
        stream.tenant(),
        stream.limitStamps(),
        stream.clock(),
        clock -> new CountedInput(made.input(clock)));
  }

  /** Messages that were looked at, with those that were filtered, or lost and counted. */
  static long taken() {
    return TAKEN.get();
  }

  /** Messages that have arrived and that nobody has looked at. */
  static long queued() {
    long queued = 0;
    for (LiveInput input : OPENED) {
      queued += input.waiting();
    }
    return queued;
  }

  @Override
  public void open(Runnable wake) throws LiveInputException {
    input.open(wake);
    OPENED.add(input);
  }

  @Override
  public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
    return input.drain(
        message -> {
          out.accept(message);
          TAKEN.addAndGet(messages(message));
        },
        max,
        untilMicros);
  }

  private static long messages(LiveMessage message) {
    if (message instanceof LiveMessage.Dropped lost) {
      return lost.count();
    }
    return message instanceof LiveMessage.Filtered filtered ? filtered.count() : 1;
  }

  @Override
  public long oldestMicros() {
    return input.oldestMicros();
  }

  @Override
  public int waiting() {
    return input.waiting();
  }

  @Override
  public String status() {
    return input.status();
  }

  @Override
  public void close() {
    OPENED.remove(input);
    input.close();
  }
}
