package lumen.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What every report begins and ends with: it loads nothing, and its content policy forbids it to.
 */
final class ReportPage {
  private static final String SCRIPT = "report.js";

  private ReportPage() {}

  /** Up to where a report's own begins. */
  static void begin(Html html, String title) throws IOException {
    html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.raw("style-src 'unsafe-inline'; img-src data:; script-src 'sha256-");
    html.raw(sha256(RunReport.resource(SCRIPT)));
    html.raw("'\">\n<link rel=\"icon\" href=\"data:,\">\n");
    html.raw("<title>").text(title).raw("</title>\n<style>\n");
    html.raw(RunReport.resource("report.css")).raw("</style></head><body><main>\n");
  }

  /** Behind it. */
  static void end(Html html) throws IOException {
    html.raw("</main><script>").raw(RunReport.resource(SCRIPT));
    html.raw("</script></body></html>\n");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
