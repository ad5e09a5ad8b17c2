package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import lumen.connectors.live.ArrivalClock;
import lumen.intake.LiveMessage;

/** An open input, and what it has given. */
final class Pulled implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  final UreInput input;
  private final Semaphore woken = new Semaphore(0);
  private final LinkedBlockingQueue<LiveMessage> messages = new LinkedBlockingQueue<>();

  Pulled(UreOptions options) {
    input = new UreInput(options, ArrivalClock.ofMachine());
    input.open(woken::release);
  }

  /** The next message. */
  LiveMessage next() throws InterruptedException {
    while (messages.isEmpty()) {
      assertThat(woken.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).as(input.status()).isTrue();
      input.drain(messages::add, 10_000);
    }
    return messages.take();
  }

  /** The next message that is so; those before it are left out. */
  LiveMessage nextThat(Predicate<LiveMessage> so) throws InterruptedException {
    LiveMessage message = next();
    while (!so.test(message)) {
      message = next();
    }
    return message;
  }

  @Override
  public void close() {
    input.close();
  }
}
