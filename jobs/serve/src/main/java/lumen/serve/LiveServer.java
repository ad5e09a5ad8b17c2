package lumen.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import lumen.http.DoorRule;
import lumen.http.LoopbackServer;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.serve.limit.TenantBuckets;

/** The port of {@code lumenctl serve}, and the watch behind it. */
public final class LiveServer implements AutoCloseable {
  private static final ServerLimits LIMITS =
      new ServerLimits(
          8, 64, 0, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(1));

  private final Watch watch;
  private final LoopbackServer server;

  private LiveServer(Watch watch, LoopbackServer server) {
    this.watch = watch;
    this.server = server;
  }

  /**
   * Begins to watch and to answer.
   *
   * @throws IOException if the port is not free
   */
  public static LiveServer start(ServePlan plan, InstantSource clock) throws IOException {
    Watch watch = new Watch(plan, clock);
    ServeRoutes routes = new ServeRoutes(plan, watch, clock);
    Reception reception = new Reception(new TenantBuckets(plan.limits()), routes.routes());
    Service service =
        new Service(
            "serve",
            address ->
                new DoorRule(
                    plan.address().getHostAddress(), "--allow-host", plan.hosts(), "/"::equals),
            JsonReplies::error,
            routes.counted().around(reception));
    LoopbackServer server =
        LoopbackServer.openWhereTold(plan.address(), plan.port(), LIMITS, service);
    watch.start();
    server.start();
    return new LiveServer(watch, server);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Where the live page is. */
  public String url() {
    return "http://" + server.address() + "/";
  }

  @Override
  public void close() {
    server.close();
    watch.close();
  }
}
