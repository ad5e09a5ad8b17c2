package lumen.http;

import java.util.function.Function;

/**
 * What a server is for.
 *
 * @param name for the log and the threads, such as {@code metrics}
 * @param guard who may ask, made when the address, host:port, is known
 * @param errors how it says what is wrong
 * @param handler what answers those who may ask
 */
public record Service(
    String name, Function<String, Guard> guard, ErrorForm errors, Handler handler) {}
