package lumen.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which handler answers which path: 404 where there is none, 405 and {@code Allow} where it has
 * another method. A path that ends in a slash stands for all below it; the first that fits holds.
 */
public final class Routes implements Handler {
  /** The method of a route that takes any. */
  public static final String ANY = "*";

  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  private record Route(String path, String method, Handler handler) {
    boolean fits(String asked) {
      return path.endsWith("/") ? asked.startsWith(path) : asked.equals(path);
    }
  }

  private final ErrorForm errors;
  private final List<Route> routes;

  private Routes(ErrorForm errors, List<Route> routes) {
    this.errors = errors;
    this.routes = List.copyOf(routes);
  }

  /** No route yet. */
  public static Routes none(ErrorForm errors) {
    return new Routes(errors, List.of());
  }

  /**
   * These, and one more.
   *
   * @param method such as {@code GET}, which {@code HEAD} does not go with, or {@link #ANY}
   * @param path beginning with a slash
   */
  public Routes and(String method, String path, Handler handler) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with /: " + path);
    }
    List<Route> more = new ArrayList<>(routes);
    more.add(new Route(path, method, handler));
    return new Routes(errors, more);
  }

  @Override
  public CompletionStage<Reply> answer(Request request) throws IOException {
    Optional<Route> route = routes.stream().filter(one -> one.fits(request.path())).findFirst();
    if (route.isEmpty()) {
      return CompletableFuture.completedFuture(errors.error(NOT_FOUND, "no such path"));
    }
    String method = route.get().method();
    if (!method.equals(ANY) && !method.equals(request.method())) {
      Reply reply = errors.error(NOT_ALLOWED, "must be " + method);
      return CompletableFuture.completedFuture(reply.with("Allow", method));
    }
    return route.get().handler().answer(request);
  }
}
