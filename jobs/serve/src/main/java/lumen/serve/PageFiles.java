package lumen.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.http.Reply;

/** The live page and the contract: files of the jar, read once. No request names a file. */
final class PageFiles {
  private static final String PAGE = "/lumen/serve/page/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private record PageFile(String path, String resource, String type) {}

  private static final List<PageFile> FILES =
      List.of(
          new PageFile("/", PAGE + "index.html", "text/html; charset=utf-8"),
          new PageFile("/page.css", PAGE + "page.css", "text/css; charset=utf-8"),
          new PageFile("/page.js", PAGE + "page.js", "text/javascript; charset=utf-8"),
          new PageFile("/icon.svg", PAGE + "icon.svg", "image/svg+xml"),
          new PageFile("/uplot.js", UPLOT + "uPlot.iife.min.js", "text/javascript; charset=utf-8"),
          new PageFile("/uplot.css", UPLOT + "uPlot.min.css", "text/css; charset=utf-8"),
          new PageFile("/openapi.yaml", PAGE + "openapi.yaml", "application/yaml"));

  private PageFiles() {}

  /** The replies by their path. */
  static Map<String, Reply> replies() throws IOException {
    Map<String, Reply> replies = new TreeMap<>();
    for (PageFile file : FILES) {
      try (InputStream in = PageFiles.class.getResourceAsStream(file.resource())) {
        if (in == null) {
          throw new IOException("the jar must hold " + file.resource());
        }
        byte[] bytes = in.readAllBytes();
        replies.put(
            file.path(),
            new Reply(
                200, Map.of("Content-Type", file.type()), bytes.length, out -> out.write(bytes)));
      }
    }
    return replies;
  }
}
