package lumen.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lumen.fixtures.BrowserPage;
import lumen.fixtures.DrivenChromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the page is, and that it does not grow: of the running job at {@code -Dlumen.page=URL},
 * or of one that is played, for {@code -Dlumen.page.minutes}, 10 by default.
 */
@Tag("drill")
final class LivePageDrill {
  private static final int OPENED = 9;
  private static final double LOADED_MS = 1_000;
  private static final double PIXEL_S = 2;
  private static final double GROWN = 1.25;

  /** Notes how long after a frame left the job its picture stood. */
  private static final String WATCH =
      """
      window.pixels = [];
      const plain = window.fetch;
      let shown = 0;
      window.fetch = async (...all) => {
        const reply = await plain(...all);
        if (String(all[0]).startsWith("/v1/live")) {
          const live = await reply.clone().json();
          const of = live.tenants[0];
          const emitted = of ? live.now - 1000 * of.frame_age_s : 0;
          if (emitted > shown + 1) {
            const first = shown === 0;
            shown = emitted;
            requestAnimationFrame(() => requestAnimationFrame(() => {
              if (!first) window.pixels.push((Date.now() - emitted) / 1000);
              if (window.pixels.length > 3000) window.pixels.shift();
            }));
          }
        }
        return reply;
      };
      """;

  @TempDir private Path folder;

  @Test
  void isThereWithinASecondShowsFramesWithinTwoAndDoesNotGrow() throws Exception {
    Optional<URI> running = Optional.ofNullable(System.getProperty("lumen.page")).map(URI::create);
    PlayedPage.evidence(folder);
    try (DrivenChromium browser = DrivenChromium.start(folder);
        ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited());
        PlayedPage job = new PlayedPage(serve)) {
      assertThat(job).isNotNull();
      serve.until(200, "/readyz");
      URI page = running.orElse(URI.create("http://127.0.0.1:" + serve.port() + "/"));
      System.out.println("page of " + (running.isPresent() ? "the running job" : "a played job"));
      loads(browser, page);
      stays(browser, page);
    }
  }

  private static void loads(DrivenChromium browser, URI url) throws Exception {
    List<Double> millis = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < OPENED; i++) {
      try (BrowserPage page = browser.page()) {
        page.size(1280, 800);
        page.open(url);
        millis.add(
            page.value(
                    """
                    new Promise(done => {
                      const look = () => document.querySelectorAll('.uplot canvas').length === 5
                          && !['Connecting', 'No data'].includes(document.getElementById('word').textContent)
                        ? done(performance.now()) : setTimeout(look, 10);
                      look();
                    })
                    """)
                .asDouble());
        bytes = page.loadedBytes();
      }
    }
    System.out.printf(
        Locale.ROOT, "loaded, figures drawn (ms, %d times): %s; %d bytes%n", OPENED, millis, bytes);
    double median = millis.stream().sorted().skip(OPENED / 2).findFirst().orElseThrow();
    assertThat(median).as("median ms to the first figures").isLessThanOrEqualTo(LOADED_MS);
  }

  private static void stays(DrivenChromium browser, URI url) throws Exception {
    int minutes = Integer.getInteger("lumen.page.minutes", 10);
    try (BrowserPage page = browser.page()) {
      page.size(1280, 800);
      page.before(WATCH);
      page.open(url);
      List<Long> heap = new ArrayList<>();
      for (int minute = 0; minute <= minutes; minute++) {
        if (minute > 0) {
          LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
        }
        heap.add(page.heapBytes());
        System.out.println("minute " + minute + ": heap " + heap.get(minute) + " bytes");
      }
      List<Double> pixels = new ArrayList<>();
      page.value("window.pixels").forEach(value -> pixels.add(value.asDouble()));
      double[] sorted = pixels.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "frame to pixel (s, %d frames): median %.2f, p95 %.2f, most %.2f%n",
          sorted.length,
          sorted[sorted.length / 2],
          sorted[sorted.length * 95 / 100],
          sorted[sorted.length - 1]);
      assertThat(page.complaints()).as("errors and console").isEmpty();
      assertThat(sorted[sorted.length * 95 / 100]).as("p95").isLessThanOrEqualTo(PIXEL_S);
      // Ten minutes of points are kept: 0.1 MB of them fill first.
      double begun = heap.get(Math.min(1, minutes));
      double grown = heap.get(minutes) / begun;
      System.out.printf(Locale.ROOT, "heap at the end: %.2f of that of minute 1%n", grown);
      assertThat(grown).isLessThanOrEqualTo(GROWN);
    }
  }
}
