package lumen.connectors.ure;

import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import lumen.connectors.outage.Outage;
import lumen.connectors.ure.HttpPull.Answer;
import lumen.connectors.ure.PrometheusText.Content;
import lumen.connectors.ure.PrometheusText.Fault;
import lumen.event.EventLimits;
import lumen.event.RejectReason;
import lumen.intake.LiveInput;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Dropped;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;

/**
 * Pulls the metrics of a reference engine in a thread of its own. Each pull gives
 *
 * <ul>
 *   <li>a message for each sample whose metric name ends in one of the five of the fusion, under
 *       its series' name (labels before the name, so that the key ends in it), see {@link
 *       UreSeries};
 *   <li>{@code /ure/tick_age} when {@code ure_tick_timestamp_seconds} has changed: how many seconds
 *       before the arrival the newest tick was;
 *   <li>{@code ure_up}: 1 if all of the answer was read, else 0;
 *   <li>a refusal for each malformed line, and one for a pull that failed.
 * </ul>
 *
 * <p>A failed pull is tried again after the interval, then after twice that, up to 30 s; an answer
 * returns to the interval. The log is told when the engine is lost and how that is mended, again
 * when it fails in another way, and when it is back. What does not fit into the queue is dropped
 * and counted, newest first.
 */
public final class UreInput implements LiveInput {
  /** Key of the state of the endpoint. */
  public static final String UP_KEY = "ure_up";

  private static final int QUEUE_MESSAGES = 16_384;

  private final UreOptions options;
  private final LongSupplier arrivalClock;
  private final UreSeries series;
  private final Outage outage;
  private final BlockingQueue<LiveMessage> queue = new ArrayBlockingQueue<>(QUEUE_MESSAGES);
  private final AtomicLong dropped = new AtomicLong();
  private final Lock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private volatile String status;
  private volatile boolean closed;
  private Thread thread;
  private HttpPull http;

  /**
   * Makes the input; it pulls from {@link #open} on.
   *
   * @param arrivalClock microseconds since the epoch, as {@link lumen.connectors.live.ArrivalClock}
   */
  public UreInput(UreOptions options, LongSupplier arrivalClock) {
    this.options = options;
    this.arrivalClock = arrivalClock;
    series = new UreSeries((long) (options.staleAfterS() * 1e6));
    outage = new Outage("reference engine " + options.shownUrl());
    status = "not yet pulling " + options.shownUrl();
  }

  @Override
  public void open(Runnable wake) {
    if (thread != null) {
      throw new IllegalStateException("may be opened once: " + options.shownUrl());
    }
    http = new HttpPull(options);
    thread = new Thread(() -> pullUntilClosed(wake), "ure " + options.uri().getAuthority());
    thread.setDaemon(true);
    thread.start();
  }

  private void pullUntilClosed(Runnable wake) {
    PullSchedule schedule =
        new PullSchedule((long) (options.pullIntervalS() * 1e9), System.nanoTime());
    try {
      while (!closed) {
        boolean answered = pull(schedule.failures());
        wake.run();
        awaitDeadline(schedule.next(answered, System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean pull(int failures) throws InterruptedException {
    try {
      Answer answer = http.pull();
      Content content = PrometheusText.read(answer.body(), answer.openMetrics());
      return take(content, answer.sent(), failures);
    } catch (PullFailure e) {
      return failed(e.fault(), e.getMessage(), e.body(), failures);
    } catch (RuntimeException e) {
      return failed(PullFault.ANSWER, "answer cannot be read: " + e, "", failures);
    }
  }

  private boolean take(Content content, Authorization sent, int failures) {
    long arrival = arrivalClock.getAsLong();
    int ours = series.take(content.samples(), arrival, this::queue);
    for (Fault fault : content.faults()) {
      queue(
          new Refused(
              RejectReason.MALFORMED_METRICS,
              "%s: line %d column %d of %s"
                  .formatted(fault.rule(), fault.line(), fault.column(), options.shownUrl()),
              cut(options.hiddenIn(sent.hiddenIn(fault.text()))),
              arrival));
    }
    if (content.unread() != null) {
      return failed(PullFault.ANSWER, content.unread(), "", failures);
    }
    queue(new Scalar(UP_KEY, 1, LiveMessage.UNSTAMPED, arrival));
    outage.back();
    status =
        String.format(
            Locale.ROOT,
            "pulling %s every %s s: %d of %d samples are the reference engine's%s",
            options.shownUrl(),
            options.pullIntervalS(),
            ours,
            content.samples().size(),
            content.faults().isEmpty() ? "" : ", " + content.faults().size() + " lines malformed");
    return true;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), EventLimits.MAX_RAW_BYTES));
  }

  private boolean failed(PullFault fault, String why, String body, int failures) {
    long arrival = arrivalClock.getAsLong();
    String detail = why + ": " + options.shownUrl();
    String remedy = fault.remedy(options.access());
    if (!closed) {
      outage.lost(fault.name(), why + "; " + remedy);
    }
    queue(new Refused(RejectReason.PULL_FAILED, detail, body, arrival));
    queue(new Scalar(UP_KEY, 0, LiveMessage.UNSTAMPED, arrival));
    status = detail + " (failed " + (failures + 1) + " times in a row; " + remedy + ")";
    return false;
  }

  private void queue(LiveMessage message) {
    if (!queue.offer(message)) {
      dropped.addAndGet(message instanceof LiveMessage.Filtered f ? f.count() : 1);
    }
  }

  private void awaitDeadline(long deadline) throws InterruptedException {
    lock.lock();
    try {
      long left = deadline - System.nanoTime();
      while (!closed && left > 0) {
        left = ended.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
    int taken = 0;
    while (taken < max) {
      LiveMessage message = queue.peek();
      if (message == null || message.arrivalMicros() > untilMicros) {
        break;
      }
      out.accept(queue.remove());
      taken++;
    }
    if (taken < max) {
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        out.accept(new Dropped(lost, Math.min(arrivalClock.getAsLong(), oldestMicros())));
        taken++;
      }
    }
    return taken;
  }

  @Override
  public long oldestMicros() {
    LiveMessage message = queue.peek();
    return message == null ? NO_TIME : message.arrivalMicros();
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public String status() {
    return status;
  }

  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      http.close();
    }
    status = "closed: " + options.shownUrl();
  }
}
