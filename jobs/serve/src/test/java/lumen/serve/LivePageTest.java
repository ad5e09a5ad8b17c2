package lumen.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import lumen.fixtures.BrowserPage;
import lumen.fixtures.DrivenChromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live page in a real browser. */
@Timeout(300)
final class LivePageTest {
  private static final Path PICTURES = Path.of("target/live-page");
  private static final int MOST_BYTES = 150_000;

  @TempDir private static Path folder;
  private static ServeFixture serve;
  private static PlayedPage job;
  private static DrivenChromium browser;

  @BeforeAll
  static void open() throws Exception {
    browser = DrivenChromium.start(folder);
    PlayedPage.evidence(folder);
    serve = new ServeFixture(folder, ServeFixture.unlimited());
    job = new PlayedPage(serve);
    serve.until(200, "/readyz");
  }

  @AfterAll
  static void close() {
    browser.close();
    job.close();
    serve.close();
  }

  private static URI address(String query) {
    return URI.create("http://127.0.0.1:" + serve.port() + "/" + query);
  }

  private static String text(BrowserPage page, String id) throws IOException, InterruptedException {
    return page.value("document.getElementById('" + id + "').textContent").asText();
  }

  @ParameterizedTest
  @CsvSource({"1280,800,''", "820,1180,''", "390,844,''", "1280,800,?stage=1"})
  void saysHowItIsInWordsAndFits(int width, int height, String query) throws Exception {
    try (BrowserPage page = browser.page()) {
      page.size(width, height);
      page.open(address(query));
      page.until("document.getElementById('word').textContent === 'Bridged'");
      assertThat(text(page, "detail")).matches("0\\.\\d\\d, two of two fresh \\(E2\\)");
      page.until("document.querySelectorAll('#evidence li').length > 30");
      page.until("document.querySelectorAll('.uplot canvas').length === 5");
      assertThat(page.value("document.documentElement.scrollWidth").asInt())
          .as("no scrolling to the side")
          .isLessThanOrEqualTo(width);
      assertThat(page.value("document.title").asText()).matches("Bridged 0\\.\\d\\d · stage_a");
      assertThat(page.value("document.getElementById('banner').hidden").asBoolean()).isTrue();
      assertThat(page.requests()).allMatch(url -> url.startsWith(address("").toString()));
      page.picture(PICTURES.resolve(width + (query.isEmpty() ? "" : "-stage") + ".png"));
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void isSmall() throws Exception {
    try (BrowserPage page = browser.page()) {
      page.open(address(""));
      assertThat(page.loadedBytes()).isBetween(50_000L, (long) MOST_BYTES);
    }
  }

  @Test
  void keysPauseChooseAndSetTheStage() throws Exception {
    try (BrowserPage page = browser.page()) {
      page.open(address("?tenant=stage_b"));
      page.until("document.getElementById('word').textContent === 'Syncing'");
      page.press(" ", "Space");
      page.until("document.getElementById('status').textContent.startsWith('paused at')");
      page.press(" ", "Space");
      page.until("document.getElementById('status').textContent.startsWith('connected')");
      page.press("s", "KeyS");
      page.until("document.documentElement.classList.contains('stage')");
      page.press("1", "Digit1");
      page.until("document.getElementById('word').textContent === 'Bridged'");
      assertThat(page.value("location.search").asText()).isEqualTo("?tenant=stage_a&stage=1");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    try (BrowserPage page = browser.page()) {
      page.open(address(""));
      page.until("document.getElementById('word').textContent === 'Bridged'");
      serve.running = 1;
      page.until("document.getElementById('banner').textContent.includes('all tasks must run')");
      serve.running = 2;
      page.until("document.getElementById('banner').hidden");
      page.open(address("?tenant=nobody"));
      page.until("document.getElementById('banner').textContent.includes('No figures of tenant')");
      assertThat(text(page, "word")).isEqualTo("No data");
    }
  }

  /** Prometheus is asked every 5 s; an alert of another tenant is none of this page. */
  @Test
  void namesTheAlertsThatFire() throws Exception {
    try (BrowserPage page = browser.page()) {
      page.open(address("?tenant=stage_a"));
      page.until("document.getElementById('word').textContent === 'Bridged'");
      serve.firing =
          List.of(
              new FiringAlert("CheckpointFailing", "critical", "", "live"),
              new FiringAlert("EntropySpike", "critical", "stage_b", ""),
              new FiringAlert("BridgePhaseDriftHigh", "warning", "stage_a", ""));
      page.until("document.getElementById('banner').textContent.includes('CheckpointFailing')");
      assertThat(text(page, "banner"))
          .isEqualTo(
              "Alert CheckpointFailing of live, critical.Alert BridgePhaseDriftHigh, warning.");
      assertThat(page.value("document.getElementById('banner').className").asText()).isEmpty();
      serve.firing = List.of();
      page.until("document.getElementById('banner').hidden");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void saysThatNobodyAnswers(@TempDir Path own) throws Exception {
    PlayedPage.evidence(own);
    try (BrowserPage page = browser.page()) {
      try (ServeFixture ending = new ServeFixture(own, ServeFixture.unlimited());
          PlayedPage moving = new PlayedPage(ending)) {
        assertThat(moving).isNotNull();
        page.open(URI.create("http://127.0.0.1:" + ending.port() + "/"));
        page.until("document.getElementById('word').textContent === 'Bridged'");
      }
      page.until("document.getElementById('banner').textContent.includes('has not answered for')");
      assertThat(text(page, "word")).isEqualTo("No data");
      assertThat(text(page, "advice"))
          .isEqualTo("lumenctl serve does not answer: what runs is not known.");
      assertThat(text(page, "detail")).startsWith("last: 0.9");
    }
  }
}
