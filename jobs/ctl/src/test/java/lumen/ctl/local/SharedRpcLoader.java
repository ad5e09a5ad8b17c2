package lumen.ctl.local;

import java.util.Comparator;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

/**
 * One RPC system for all jobs that the tests run in one process. Flink loads its own anew for every
 * embedded cluster: it unpacks a jar of 21 MB and loads some 1,700 classes of Pekko and Scala,
 * which no compiler has seen before.
 */
public final class SharedRpcLoader implements RpcSystemLoader {
  /** Before Flink's own, whose priority is 0: the smallest is asked first. */
  private static final int FIRST = -1;

  @Override
  public int getLoadPriority() {
    return FIRST;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return Holder.SHARED;
  }

  /** Made when the first cluster asks. */
  private static final class Holder {
    static final RpcSystem SHARED = shared();

    private static RpcSystem shared() {
      RpcSystem loaded =
          ServiceLoader.load(RpcSystemLoader.class).stream()
              .filter(loader -> loader.type() != SharedRpcLoader.class)
              .map(ServiceLoader.Provider::get)
              .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
              .orElseThrow()
              .loadRpcSystem(new Configuration());
      Runtime.getRuntime().addShutdownHook(new Thread(loaded::close, "close-shared-rpc"));
      return new SharedRpcSystem(loaded);
    }
  }
}
