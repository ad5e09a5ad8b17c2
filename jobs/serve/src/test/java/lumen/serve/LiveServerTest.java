package lumen.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.fixtures.RawHttp;
import lumen.serve.limit.RequestLimits;
import lumen.serve.limit.RequestRate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole port over raw sockets. */
@Timeout(90)
final class LiveServerTest {
  @TempDir private Path folder;
  private ServeFixture serve;

  @BeforeEach
  void open() throws IOException {
    serve = new ServeFixture(folder, ServeFixture.unlimited());
  }

  @AfterEach
  void close() {
    serve.close();
  }

  @Test
  void hundredCallersCostTheJobOneScrapeASecond() throws Exception {
    String first = serve.until(200, "/metrics_fusion");
    assertThat(RawHttp.body(first)).isEqualTo(serve.page + "\n");
    assertThat(first).containsPattern("Age: [0-5]\\r\\n").contains("version=0.0.4");
    int before = serve.scrapes.get();
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(RawHttp.status(serve.get("/metrics_fusion"))).isEqualTo(200);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(serve.scrapes.get() - before)
        .as("four pages")
        .isLessThanOrEqualTo((int) (4 * (seconds + 2)));
  }

  @Test
  void readyMeansThatDataFlows() throws Exception {
    assertThat(RawHttp.body(serve.until(200, "/readyz"))).startsWith("{\"ready\":true,");
    serve.running = 1;
    String task = serve.until(503, "/readyz");
    assertThat(task).contains("Retry-after: 5").contains("all tasks must run: 1 of 2 do");
    serve.running = 2;
    serve.until(200, "/readyz");
    serve.broken = true;
    String scrape = serve.until(503, "/readyz");
    assertThat(scrape).contains("\"name\":\"scrape_fusion\",\"ok\":false").contains("answers 500");
    assertThat(RawHttp.status(serve.get("/metrics_fusion"))).isEqualTo(503);
    assertThat(RawHttp.status(serve.get("/healthz"))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingCanBeChanged(String method) throws IOException {
    String answer = serve.ask(method, "/healthz");
    assertThat(RawHttp.status(answer)).isEqualTo(405);
    assertThat(answer).contains("Allow: GET, HEAD");
  }

  @Test
  void headIsAnsweredWithoutABody() throws IOException {
    String answer = serve.ask("HEAD", "/");
    assertThat(RawHttp.status(answer)).isEqualTo(200);
    assertThat(RawHttp.body(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/page.js/../../secret",
        "//etc/passwd",
        "/evidence/../run/secret",
        "/evidence/bundle/../../secret",
        "/lumen/serve/page/index.html",
        "/nothing"
      })
  void noRequestNamesAFile(String target) throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/secret"), "secret");
    String answer = serve.get(target);
    assertThat(RawHttp.status(answer)).isEqualTo(404);
    assertThat(answer).doesNotContain("root:").doesNotContain("modelVersion");
  }

  @Test
  void strangersAreRefusedAndOthersServed() throws IOException {
    String rebound =
        RawHttp.send(serve.port(), "", "GET / HTTP/1.1", "Host: evil.example:" + serve.port());
    assertThat(RawHttp.status(rebound)).isEqualTo(403);
    assertThat(RawHttp.body(rebound)).contains("\"error\":\"refused\"").contains("--allow-host");
    assertThat(RawHttp.status(serve.get("/", "Origin: http://evil.example"))).isEqualTo(403);
    assertThat(RawHttp.status(serve.get("/v1/live", "Sec-Fetch-Site: cross-site"))).isEqualTo(403);
    assertThat(
            RawHttp.status(
                RawHttp.send(
                    serve.port(),
                    "",
                    "GET / HTTP/1.1",
                    "Host: stage.example",
                    "Connection: close")))
        .isEqualTo(200);
  }

  @Test
  void slowHeadsAreCutOffAndOthersServedMeanwhile() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        Socket socket = new Socket("localhost", serve.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes("US-ASCII"));
        slow.add(socket);
      }
      assertThat(RawHttp.status(serve.get("/healthz"))).isEqualTo(200);
      assertThat(slow.get(0).getInputStream().read()).as("cut off").isEqualTo(-1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void hugeHeadsAreRefusedAndOthersServed() throws IOException {
    String huge = "X-Much: " + "x".repeat(500_000);
    try {
      assertThat(serve.get("/healthz", huge)).doesNotContain(" 200 ");
    } catch (IOException e) {
      assertThat(e).as("the connection ends").isNotNull();
    }
    assertThat(RawHttp.status(serve.get("/healthz"))).isEqualTo(200);
    assertThat(RawHttp.status(serve.get("/", "X-Tenant: " + "x".repeat(600)))).isEqualTo(400);
  }

  @Test
  void everyReplyTellsABrowserToRunNothingElse() throws IOException {
    for (String target : List.of("/", "/page.js", "/v1/live", "/nothing", "/v1/live?x=1")) {
      assertThat(serve.get(target))
          .as(target)
          .contains("Content-security-policy: default-src 'self'\r\n")
          .contains("X-content-type-options: nosniff\r\n");
    }
  }

  @Test
  void pageIsSmallAndHoldsNothingInline() throws IOException {
    int bytes = 0;
    for (String path :
        List.of("/", "/page.css", "/page.js", "/icon.svg", "/uplot.js", "/uplot.css")) {
      bytes += RawHttp.body(serve.get(path)).length();
    }
    assertThat(bytes).isLessThanOrEqualTo(150_000);
    String html = RawHttp.body(serve.get("/"));
    assertThat(html).doesNotContain("style=").doesNotContain("<style").doesNotContain("onclick");
    Matcher source = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(html);
    while (source.find()) {
      assertThat(source.group(1)).startsWith("/");
    }
  }

  @Test
  void tooMuchIsRefusedForThatTenantAlone() throws IOException {
    assertThat(RawHttp.status(serve.get("/v1/live", "X-Tenant: b"))).isEqualTo(200);
    String refused = serve.get("/v1/live", "X-Tenant: b");
    assertThat(RawHttp.status(refused)).isEqualTo(429);
    assertThat(refused).containsPattern("Retry-after: (9[0-9]|100)\\r\\n");
    assertThat(RawHttp.status(serve.get("/v1/live", "X-Tenant: c"))).isEqualTo(200);
    assertThat(RawHttp.status(serve.get("/healthz", "X-Tenant: b"))).isEqualTo(200);
  }

  @Test
  void thoseThatNobodyKnowsShareOneBucket() throws IOException {
    RequestRate few = new RequestRate(0.01, 3);
    RequestLimits limits =
        new RequestLimits(ServeFixture.MUCH, few, new TreeMap<>(Map.of("a", few)));
    try (ServeFixture other = new ServeFixture(folder, limits)) {
      for (int i = 0; i < 3; i++) {
        assertThat(RawHttp.status(other.get("/", "X-Tenant: t" + i))).isEqualTo(200);
      }
      assertThat(RawHttp.status(other.get("/", "X-Tenant: t9"))).isEqualTo(429);
      assertThat(RawHttp.status(other.get("/", "X-Tenant: a"))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/evidence/bundle?limit=0",
        "/evidence/bundle?limit=10001",
        "/evidence/bundle?since=yesterday",
        "/evidence/bundle?until=1e9",
        "/evidence/bundle?kind=gossip",
        "/evidence/bundle?after=nothing",
        "/evidence/bundle?tenant=",
        "/evidence/bundle?colour=red",
        "/v1/live?after=-1",
        "/v1/live?after=1&after=2",
        "/v1/snapshots?all=1",
        "/readyz?x=1"
      })
  void badParameterIsNamed(String target) throws IOException {
    String answer = serve.get(target);
    assertThat(RawHttp.status(answer)).isEqualTo(400);
    String name = target.replaceFirst(".*[?]", "").replaceFirst("=.*", "");
    assertThat(RawHttp.body(answer)).contains("\"hint\":\"" + name + " must ");
  }
}
