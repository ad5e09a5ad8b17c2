package lumen.door;

import java.util.Map;
import java.util.Optional;
import lumen.http.DoorRule;
import lumen.http.RefusalLog;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.util.ConfigurationException;

/**
 * Puts a {@link RestDoor} into every connection of Flink's REST port. Flink finds it by its service
 * file and appends what it makes behind the handler that writes uploads to disk, which is too late:
 * so the door goes to the front, right behind the codec.
 */
public final class RestDoorFactory implements InboundChannelHandlerFactory {
  private final RefusalLog refusals = new RefusalLog("REST port");
  private DoorRule rule;

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders)
      throws ConfigurationException {
    DoorRule known = ruleOf(configuration);
    return Optional.of(
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            putInFront(channel, new RestDoor(known, refusals));
          }
        });
  }

  /** A factory belongs to one endpoint, which has one configuration. */
  private synchronized DoorRule ruleOf(Configuration configuration) throws ConfigurationException {
    if (rule == null) {
      rule = RestDoorOptions.rule(configuration);
    }
    return rule;
  }

  /** A pipeline without the codec is not one of Flink 2.2: no request gets through it. */
  private static void putInFront(Channel channel, RestDoor door) {
    ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
    if (codec == null) {
      throw new IllegalStateException(
          "pipeline must have an HttpServerCodec: " + channel.pipeline().names());
    }
    channel.pipeline().addAfter(codec.name(), "lumen-door", door);
  }

  @Override
  public String toString() {
    return "Lumen's door: Host and Origin are checked";
  }
}
