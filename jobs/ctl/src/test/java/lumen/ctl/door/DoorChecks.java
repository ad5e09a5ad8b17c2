package lumen.ctl.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.SessionCluster;
import lumen.fixtures.Chromium;
import lumen.fixtures.RawHttp;
import lumen.terminal.Json;

/** What strangers can do to the REST port of a running cluster: nothing, and it says so. */
public final class DoorChecks {
  /** A name that, as far as the browser knows, is this machine's: DNS rebinding. */
  private static final String REBOUND = "evil.example";

  private static final String REBINDING = "--host-resolver-rules=MAP " + REBOUND + " 127.0.0.1";

  /** The page's server speaks no TLS, and a browser that tries it first only loses time. */
  private static final String PLAIN = "--disable-features=HttpsUpgrades";

  private static final int ATTEMPTS = 14;
  private static final String JAR =
      String.join(
          "\r\n",
          "--part",
          "Content-Disposition: form-data; name=\"jarfile\"; filename=\"stranger.jar\"",
          "Content-Type: application/x-java-archive",
          "",
          "PK",
          "--part--",
          "");

  private final SessionCluster cluster;
  private final int port;
  private final String job;
  private final Path folder;

  /**
   * Prepares them.
   *
   * @param job id of a job that runs and is to go on
   * @param folder takes what the browser writes
   */
  public DoorChecks(SessionCluster cluster, String job, Path folder) {
    this.cluster = cluster;
    this.port = cluster.restUrl().getPort();
    this.job = job;
    this.folder = folder;
  }

  /** A cluster's settings that allow a reverse proxy. */
  public static String allowingProxy(String config) {
    String none = "lumen.rest.allowed-hosts: []";
    assertThat(config).contains(none);
    return config.replace(none, none.replace("[]", "[proxy.example, 'proxy.example:8443']"));
  }

  /** Requests as they are written: of every header that tells of a stranger. */
  public void requestsOfStrangersAreRefused() throws IOException {
    String own = "Host: 127.0.0.1:" + port;
    List<String[]> strangers =
        List.of(
            new String[] {own, "Origin: http://evil.example"},
            new String[] {own, "Origin: http://localhost:" + (port + 1)},
            new String[] {own, "Origin: null"},
            new String[] {own, "Sec-Fetch-Site: cross-site"},
            new String[] {own, own},
            new String[] {"Host: evil.example:" + port},
            new String[] {"Accept: */*"});
    for (String[] headers : strangers) {
      assertThat(RawHttp.status(upload(headers))).as(List.of(headers).toString()).isEqualTo(403);
    }
    assertThat(get("/jars", "Host: evil.example:" + port)).startsWith("HTTP/1.1 403");
    nothingHasHappened();
    String answer = get("/config", own, "Origin: http://127.0.0.1:" + port);
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("access-control-allow-origin: http://127.0.0.1:" + port);
    assertThat(get("/config", "Host: proxy.example")).startsWith("HTTP/1.1 200");
    assertThat(get("/config", own, "Origin: https://proxy.example:8443"))
        .startsWith("HTTP/1.1 200");
    assertThat(get("/config", own, "Origin: https://proxy.example:9443"))
        .startsWith("HTTP/1.1 403");
  }

  /** A page of another port of this machine, and one of a name that resolves to it. */
  public void pagesOfStrangersAreRefused() throws Exception {
    Chromium browser = Chromium.find(folder);
    List<String> servers =
        List.of("http://127.0.0.1:" + port, "http://localhost:" + port, rebound(port));
    for (String host : List.of("http://localhost:%d/", "http://" + REBOUND + ":%d/")) {
      try (StrangePage page = new StrangePage(servers, job)) {
        Path log = folder.resolve("stranger.log");
        String url = host.formatted(page.port());
        String unused = browser.dom(url, log, REBINDING, PLAIN);
        assertThat(page.told()).as(Files.readString(log)).hasSize(ATTEMPTS * servers.size());
        page.told().forEach((attempt, result) -> assertNothingRead(url + " " + attempt, result));
      }
      nothingHasHappened();
    }
    Path log = folder.resolve("rebound.log");
    assertThat(browser.dom(rebound(port) + "/jars", log, REBINDING, PLAIN))
        .contains("Host must be localhost, 127.0.0.1, [::1] or a name in")
        .doesNotContain("files");
  }

  private static String rebound(int port) {
    return "http://" + REBOUND + ":" + port;
  }

  private static void assertNothingRead(String attempt, String result) {
    assertThat(result).as(attempt).matches("failed.*|opaque |sent");
  }

  /** The page of the port itself shows what REST tells it, by whichever name it is opened. */
  public void webPageShowsTheCluster() throws Exception {
    Chromium browser = Chromium.find(folder);
    for (String name : List.of("127.0.0.1", "localhost")) {
      String url = "http://" + name + ":" + port + "/";
      Path log = folder.resolve("web-ui.log");
      String dom = browser.dom(url, log, "--virtual-time-budget=20000");
      assertThat(dom).as(url).contains("Available Task Slots").contains("counting");
      assertThat(Files.readString(log)).doesNotContain("status of 403");
    }
  }

  private String upload(String... headers) throws IOException {
    String[] head = {
      "POST /jars/upload HTTP/1.1",
      "Content-Type: multipart/form-data; boundary=part",
      "Content-Length: " + JAR.length(),
      "Connection: close"
    };
    return RawHttp.send(port, JAR, concat(head, headers));
  }

  private String get(String path, String... headers) throws IOException {
    String[] head = {"GET " + path + " HTTP/1.1", "Connection: close"};
    return RawHttp.send(port, "", concat(head, headers));
  }

  private static String[] concat(String[] first, String[] then) {
    return Stream.concat(Stream.of(first), Stream.of(then)).toArray(String[]::new);
  }

  private void nothingHasHappened() throws IOException {
    String own = "Host: 127.0.0.1:" + port;
    JsonNode jars = Json.mapper().readTree(RawHttp.body(get("/jars", own)));
    assertThat(jars.path("files")).isEmpty();
    try (Stream<Path> files = Files.walk(cluster.directory().root().resolve("upload"))) {
      assertThat(files.filter(Files::isRegularFile)).as("uploads").isEmpty();
    }
    assertThat(cluster.rest().job(job).orElseThrow().status().state()).isEqualTo("RUNNING");
    assertThat(cluster.rest().jobs()).hasSize(1);
  }
}
