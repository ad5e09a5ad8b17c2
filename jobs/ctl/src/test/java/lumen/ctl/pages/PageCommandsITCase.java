package lumen.ctl.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.pages.PageShell.Said;
import lumen.ctl.pages.PageTable.Session;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the pages as they stand there, page by page and in their order: each that no
 * other test runs and that the page does not tell to need what is not here.
 */
final class PageCommandsITCase {
  private static final String ONLY = System.getProperty("lumen.pages.only", "");

  private static final int PORTS = 3;

  /** What a user's machine may be without; under CI it has to be there. */
  private static final List<String> PROGRAMS =
      List.of("prometheus", "prometheus-alertmanager", "oscsend");

  @TempDir private Path temp;
  private final PageTable table;
  private final Map<String, List<PageCommand>> pages = new LinkedHashMap<>();
  private final List<String> failed = new ArrayList<>();

  PageCommandsITCase() throws IOException {
    table = PageTable.read();
    for (PageCommand command : new PageReader(LumenHome.locate().root()).commands()) {
      if (table.runsHere(command) && command.page().contains(ONLY)) {
        pages.computeIfAbsent(command.page(), page -> new ArrayList<>()).add(command);
      }
    }
  }

  @Test
  void commandsDoWhatPagesTell() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("checkout"));
    MetricsPorts ports =
        new MetricsPorts(
            TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort(), 0, 0);
    Map<String, String> here = new LinkedHashMap<>();
    here.put("@FUSION@", "http://127.0.0.1:" + ports.fusion() + "/metrics_fusion");
    here.put("@BRIDGE@", "http://127.0.0.1:" + ports.bridge() + "/metrics_bridge");
    here.put("@JOBMANAGER@", "http://127.0.0.1:" + ports.jobManager() + "/metrics_jobmanager");
    for (int port = 1; port <= PORTS; port++) {
      here.put("@PORT" + port + "@", Integer.toString(TestCluster.freePort()));
    }
    try (PageShell shell = new PageShell(folder);
        TestCluster test = new TestCluster(folder.resolve("target/cluster"))) {
      test.cluster().start(new ClusterSettings(2, test.port(), false, ports));
      play(shell, here);
    }
    assertThat(failed).as(String.join("\n", failed)).isEmpty();
  }

  private void play(PageShell shell, Map<String, String> here) throws Exception {
    for (Map.Entry<String, List<PageCommand>> page : pages.entrySet()) {
      Session session = table.session(page.getKey());
      for (String line : session.before()) {
        type(shell, page.getKey() + " before: " + line, filled(line, here), 0);
      }
      List<PageCommand> commands = page.getValue();
      StringBuilder told = new StringBuilder();
      for (int at = 0; at < commands.size(); at++) {
        PageCommand command = commands.get(at);
        if (lacks(shell, command)) {
          System.err.println("not typed, its program is not installed: " + command);
          continue;
        }
        told.append(
            type(
                shell,
                command.toString(),
                filled(session.typed(command), here),
                session.exit(command)));
        boolean more =
            at + 1 < commands.size() && commands.get(at + 1).shown().equals(command.shown());
        if (session.shown() && !more) {
          shows(command, told.toString());
          told.setLength(0);
        }
      }
      if (session.live()) {
        shell.type("./scripts/lumenctl cancel");
      }
      shell.clear();
    }
  }

  private static boolean lacks(PageShell shell, PageCommand command) throws Exception {
    for (String program : PROGRAMS) {
      if (List.of(command.text().split(" ")).contains(program)
          && !"true".equals(System.getenv("CI"))
          && shell.type("command -v " + program).exit() != 0) {
        return true;
      }
    }
    return false;
  }

  private static String filled(String line, Map<String, String> here) {
    String text = line;
    for (Map.Entry<String, String> one : here.entrySet()) {
      text = text.replace(one.getKey(), one.getValue());
    }
    return text;
  }

  /** The lines of the page are among those that were told, in their order. */
  private void shows(PageCommand command, String told) {
    List<String> lines = told.lines().toList();
    int at = 0;
    for (String line : command.shown()) {
      if (!line.isBlank() && !line.equals("...")) {
        int found = lines.subList(at, lines.size()).indexOf(line);
        if (found < 0) {
          failed.add(command + "\n  shows what was not told: " + line + "\n" + told.indent(4));
          return;
        }
        at += found + 1;
      }
    }
  }

  private String type(PageShell shell, String place, String line, int exit) throws Exception {
    long begin = System.nanoTime();
    Said said = shell.type(line);
    if (Boolean.getBoolean("lumen.pages.told")) {
      System.out.printf(
          "%5.1f s  %d  %s%n%s%n",
          (System.nanoTime() - begin) / 1e9, said.exit(), place, said.text().indent(8));
    }
    if (said.exit() == PageShell.ENDED) {
      throw new AssertionError(place + ": must end\n" + said.text());
    }
    if (said.text().matches("(?s).*\\bjava\\.\\w+\\.\\w*Exception.*")) {
      failed.add(place + "\n  tells of an exception of Java\n" + said.text().indent(4));
    }
    if (said.exit() != exit) {
      failed.add(
          "%s\n  typed: %s\n  exit %d, must be %d\n%s"
              .formatted(place, line, said.exit(), exit, said.text().indent(4)));
    }
    return said.text();
  }
}
