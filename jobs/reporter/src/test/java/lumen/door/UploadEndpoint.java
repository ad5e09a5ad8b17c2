package lumen.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.rest.HttpMethodWrapper;
import org.apache.flink.runtime.rest.RestServerEndpoint;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.router.RoutedRequest;
import org.apache.flink.runtime.rest.handler.util.HandlerUtils;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.UntypedResponseMessageHeaders;
import org.apache.flink.runtime.rest.versioning.RestAPIVersion;
import org.apache.flink.runtime.rest.versioning.RuntimeRestAPIVersion;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.SimpleChannelInboundHandler;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;

/** Flink's own REST server, with one handler that takes files and keeps them. */
final class UploadEndpoint extends RestServerEndpoint {
  UploadEndpoint(Configuration configuration) throws Exception {
    super(configuration);
    start();
  }

  /** On a free port of loopback. */
  static Configuration configuration(Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(WebOptions.UPLOAD_DIR, folder.toString());
    return configuration;
  }

  /** Files that it has written so far. */
  List<Path> files() {
    try (Stream<Path> all = Files.walk(uploadDir)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
      CompletableFuture<String> address) {
    return new ArrayList<>(
        List.of(
            Tuple2.of(
                new Place(HttpMethodWrapper.POST, "/jars/upload"), new Taker(responseHeaders)),
            Tuple2.of(new Place(HttpMethodWrapper.GET, "/jars"), new Taker(responseHeaders))));
  }

  @Override
  protected void startInternal() {}

  private record Place(HttpMethodWrapper method, String url)
      implements UntypedResponseMessageHeaders<EmptyRequestBody, EmptyMessageParameters> {
    @Override
    public HttpMethodWrapper getHttpMethod() {
      return method;
    }

    @Override
    public String getTargetRestEndpointURL() {
      return url;
    }

    @Override
    public List<RestAPIVersion<RuntimeRestAPIVersion>> getSupportedAPIVersions() {
      return List.of(RuntimeRestAPIVersion.V1);
    }

    @Override
    public Class<EmptyRequestBody> getRequestClass() {
      return EmptyRequestBody.class;
    }

    @Override
    public EmptyMessageParameters getUnresolvedMessageParameters() {
      return EmptyMessageParameters.getInstance();
    }

    @Override
    public boolean acceptsFileUploads() {
      return method == HttpMethodWrapper.POST;
    }
  }

  @ChannelHandler.Sharable
  private static final class Taker extends SimpleChannelInboundHandler<RoutedRequest<?>> {
    private final Map<String, String> headers;

    Taker(Map<String, String> headers) {
      this.headers = headers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, RoutedRequest<?> request) {
      CompletableFuture<Void> unused =
          HandlerUtils.sendResponse(
              context, request.getRequest(), "taken", HttpResponseStatus.OK, headers);
    }
  }
}
