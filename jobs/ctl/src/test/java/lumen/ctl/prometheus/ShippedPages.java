package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lumen.fixtures.PrometheusServer;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/** The dashboards as they are shipped, asked of a Prometheus. */
final class ShippedPages {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ShippedPages() {}

  /** Whether the fusion job fills a page; the others' jobs have pages of their own. */
  static boolean isOfFusion(String page) {
    return !page.equals("overlay.json") && !page.equals("governance.json");
  }

  /** What their panels ask. */
  static List<String> expressions() throws IOException {
    return byPage(file -> true).stream().flatMap(List::stream).toList();
  }

  private static List<List<String>> byPage(Predicate<String> which) throws IOException {
    List<List<String>> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(LumenHome.locate().root().resolve("dashboards"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!which.test(file.getFileName().toString())) {
          continue;
        }
        List<String> all = new ArrayList<>();
        for (JsonNode panel : Json.mapper().readTree(file.toFile()).path("panels")) {
          panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
        }
        pages.add(all);
      }
    }
    return pages;
  }

  /**
   * Each of a kind of pages finds something in the last minutes, and one whose metric has another
   * name does not.
   */
  static void findSomething(PrometheusServer prometheus, Predicate<String> which) throws Exception {
    List<String> all = byPage(which).stream().flatMap(List::stream).toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<String> empty = new ArrayList<>();
              for (String expr : all) {
                if (prometheus.series(filledIn(expr)) == 0) {
                  empty.add(expr);
                }
              }
              assertThat(empty).as("expressions that find nothing").isEmpty();
            });
    for (List<String> page : byPage(which)) {
      String first = page.stream().filter(expr -> !renamed(expr).equals(expr)).findFirst().get();
      assertThat(prometheus.series(filledIn(renamed(first)))).as(renamed(first)).isZero();
    }
  }

  private static String renamed(String expr) {
    return expr.replaceAll(
        "\\b(fusion|bridge|evidence|overlay|lumen|slo|sli|gate)([_:]\\w+)", "$1_renamed$2");
  }

  /** As Grafana fills in its variables: all tenants and scenarios, four scrapes. */
  private static String filledIn(String expr) {
    return expr.replace("$tenant", ".*")
        .replace("$scenario", ".*")
        .replace("$__rate_interval", "10s");
  }
}
