package lumen.ctl.capacity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Scrapes metrics at a steady rate. A scrape's time counts from the moment at which it is due, so
 * one that hangs makes those behind it late too.
 */
final class ScrapeLoop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest request;
  private final long periodNanos;
  private final Thread thread = new Thread(this::run, "scrapes");
  private final MeasuredValues seconds = new MeasuredValues();
  private volatile boolean ends;
  private int failed;

  private ScrapeLoop(URI address, double perSecond) {
    request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    periodNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    thread.setDaemon(true);
  }

  /** Begins. */
  static ScrapeLoop begin(URI address, double perSecond) {
    ScrapeLoop loop = new ScrapeLoop(address, perSecond);
    loop.thread.start();
    return loop;
  }

  private void run() {
    long due = System.nanoTime();
    while (!ends) {
      long left = due - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(left);
        continue;
      }
      boolean answered = scrape();
      synchronized (seconds) {
        if (answered) {
          seconds.add((System.nanoTime() - due) / 1e9);
        } else {
          failed++;
        }
      }
      due += periodNanos;
    }
  }

  private boolean scrape() {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ends = true;
      return false;
    }
  }

  /** What it came to. */
  Scrapes scrapes() {
    synchronized (seconds) {
      return new Scrapes(seconds.size(), failed, seconds.at(0.5), seconds.at(0.95));
    }
  }

  /**
   * @param answered scrapes that were answered
   * @param failed those that were not
   * @param median seconds of those; NaN if there is none
   * @param p95 the same, 95 of 100
   */
  record Scrapes(int answered, int failed, double median, double p95) {}

  @Override
  public void close() {
    ends = true;
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
