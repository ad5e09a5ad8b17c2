package lumen.door;

import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lumen.http.DoorRule;
import lumen.http.RefusalLog;
import lumen.http.Visit;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFuture;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpUtil;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.LastHttpContent;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Refuses strangers at the head of their request, before anything of its body is taken: 403 with
 * the reason, and the end of the connection. What of the body is on its way is read and dropped for
 * {@value #FAREWELL_MILLIS} ms at most, since a connection that is closed with bytes unread takes
 * the answer with it.
 */
final class RestDoor extends ChannelDuplexHandler {
  private static final long FAREWELL_MILLIS = 1_000;

  private final DoorRule rule;
  private final RefusalLog refusals;
  private boolean shut;

  RestDoor(DoorRule rule, RefusalLog refusals) {
    this.rule = rule;
    this.refusals = refusals;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!shut && message instanceof HttpRequest request) {
      Visit visit = Visit.of(request.uri(), request.headers()::getAll);
      Optional<String> reason = rule.refusal(visit);
      reason.ifPresent(text -> refuse(context, text));
    }
    if (!shut) {
      context.fireChannelRead(message);
      return;
    }
    boolean whole = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (whole) {
      end(context);
    }
  }

  private void refuse(ChannelHandlerContext context, String reason) {
    shut = true;
    refusals.refused(String.valueOf(context.channel().remoteAddress()), reason);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.FORBIDDEN,
            Unpooled.copiedBuffer(reason + "\n", StandardCharsets.US_ASCII));
    answer.headers().set(CONTENT_TYPE, "text/plain; charset=us-ascii");
    answer.headers().set("X-Content-Type-Options", "nosniff");
    answer.headers().set(CONNECTION, "close");
    HttpUtil.setContentLength(answer, answer.content().readableBytes());
    ChannelFuture unused = context.writeAndFlush(answer);
    Future<?> unusedEnd =
        context.executor().schedule(() -> end(context), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void end(ChannelHandlerContext context) {
    ChannelFuture unused = context.close();
  }

  /** Flink says by default that every page may read its answers: it never says so here. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      if ("*".equals(response.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN))) {
        response.headers().remove(ACCESS_CONTROL_ALLOW_ORIGIN);
      }
    }
    ChannelFuture unused = context.write(message, promise);
  }
}
