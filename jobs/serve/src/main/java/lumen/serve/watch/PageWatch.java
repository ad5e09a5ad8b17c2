package lumen.serve.watch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Keeps the newest scrape of a page. However many ask for it, the page is asked by {@link #poll}
 * alone.
 */
public final class PageWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private final WatchedPage page;
  private final Predicate<String> wanted;
  private final InstantSource clock;
  private final HttpRequest request;
  private final AtomicLong polls = new AtomicLong();
  private volatile Optional<Scrape> newest = Optional.empty();
  private volatile String trouble = "not yet asked";

  /**
   * Has not asked yet.
   *
   * @param wanted plain names of the samples that are read of each scrape
   */
  public PageWatch(WatchedPage page, InstantSource clock, Predicate<String> wanted) {
    this.page = page;
    this.wanted = wanted;
    this.clock = clock;
    request = HttpRequest.newBuilder(page.url()).timeout(PATIENCE).GET().build();
  }

  /** The page. */
  public WatchedPage page() {
    return page;
  }

  /** The newest scrape that succeeded, however old. */
  public Optional<Scrape> newest() {
    return newest;
  }

  /** The newest scrape's age in seconds; empty if there was none. */
  public Optional<Double> ageSeconds() {
    return newest.map(scrape -> Math.max(0, clock.millis() - scrape.takenMillis()) / 1e3);
  }

  /** Why the newest poll failed; empty if it did not. */
  public String trouble() {
    return trouble;
  }

  /** How often the page was asked. */
  public long polls() {
    return polls.get();
  }

  /**
   * Asks the page, once.
   *
   * @return whether there is a newer scrape now
   */
  public boolean poll() {
    polls.incrementAndGet();
    try {
      HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK) {
        trouble = page.url() + " answers " + answer.statusCode();
        return false;
      }
      newest = Optional.of(Scrape.of(clock.millis(), answer.body(), wanted));
      trouble = "";
      return true;
    } catch (IOException e) {
      trouble = page.url() + " does not answer";
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
