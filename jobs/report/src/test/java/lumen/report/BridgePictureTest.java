package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BridgePictureTest {
  @TempDir private Path dir;

  private CommandRun report(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "report";
    arguments[1] = dir.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.of(List.of(ReportCommand.class), arguments);
  }

  @Test
  void thePictureStandsForItself() throws Exception {
    new SampleRun(dir).tenant("a", 100).write();
    new SampleBridge(dir).tenant("a", 200).tenant("b & <c>", 400).write();
    Path svg = dir.resolve("sub/bridge.svg");
    CommandRun run = report("--svg", svg.toString(), "--tenant", "b & <c>");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains(svg.toString());
    Document picture =
        DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(svg.toFile());
    Element root = picture.getDocumentElement();
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(root.getElementsByTagName("svg").getLength()).isEqualTo(4);
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Bridge of b & <c>");
    assertThat(Files.readString(svg))
        .contains("E4 rollback", "Phase error", "operator", ">3:00<")
        .doesNotContain("NaN", "url(", "href", "https:", "<script");
  }

  @Test
  void theFirstBridgeIsPicturedIfNoneIsNamed() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    new SampleBridge(dir).tenant("a", 200).tenant("b", 200).write();
    Path svg = dir.resolve("bridge.svg");
    assertThat(report("--svg", svg.toString()).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(svg).content().contains("Bridge of a<");
  }

  @Test
  void withoutControlFramesThereIsNoPicture() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    CommandRun run = report("--svg", dir.resolve("b.svg").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: --svg needs control frames: " + dir.resolve("control.ndjson"));
    new SampleBridge(dir).tenant("a", 20).write();
    assertThat(report("--svg", dir.resolve("b.svg").toString(), "--tenant", "z").err())
        .startsWith("lumenctl: --svg needs control frames of the tenant z: ");
  }
}
