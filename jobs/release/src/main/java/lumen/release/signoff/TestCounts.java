package lumen.release.signoff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What reports of Surefire and Failsafe come to.
 *
 * @param suites how many reports there are
 * @param tests how many tests they tell of
 * @param failed failures and errors
 * @param skipped those that were not run
 */
record TestCounts(int suites, int tests, int failed, int skipped) {
  private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

  /**
   * Of all modules of a checkout.
   *
   * @throws IOException if a report cannot be read
   */
  static TestCounts of(Path checkout) throws IOException {
    TestCounts all = new TestCounts(0, 0, 0, 0);
    List<Path> modules;
    try (Stream<Path> jobs = Files.list(checkout.resolve("jobs"))) {
      modules = Stream.concat(jobs, Stream.of(checkout.resolve("connectors"))).sorted().toList();
    }
    for (Path module : modules) {
      for (String name : FOLDERS) {
        Path folder = module.resolve("target").resolve(name);
        if (Files.isDirectory(folder)) {
          all = all.with(folder);
        }
      }
    }
    return all;
  }

  private TestCounts with(Path folder) throws IOException {
    TestCounts all = this;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
        all = all.plus(read(file));
      }
    }
    return all;
  }

  private TestCounts plus(TestCounts other) {
    return new TestCounts(
        suites + other.suites, tests + other.tests, failed + other.failed, skipped + other.skipped);
  }

  private static TestCounts read(Path file) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      xml.nextTag();
      return new TestCounts(
          1,
          count(xml, "tests"),
          count(xml, "failures") + count(xml, "errors"),
          count(xml, "skipped"));
    } catch (XMLStreamException | NumberFormatException e) {
      throw new IOException("must be a report of tests: " + file, e);
    }
  }

  private static int count(XMLStreamReader xml, String name) {
    return Integer.parseInt(xml.getAttributeValue(null, name));
  }
}
