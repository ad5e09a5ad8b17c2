package lumen.connectors.trespass;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;

/** Passes the wall around the server of HTTP. */
public final class ServesItself {
  private ServesItself() {}

  static HttpServer anyone() throws IOException {
    return HttpServer.create();
  }
}
