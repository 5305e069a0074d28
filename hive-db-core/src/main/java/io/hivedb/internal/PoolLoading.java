// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.HikariConfig;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.ConnectionInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of the pool once for a JVM, in a thread of its own, while a backend starts: it
 * uses a pool whose connections lead nowhere. That takes a tenth of a second, which the first
 * connection of a test would wait for.
 */
final class PoolLoading {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final long PATIENCE_MILLIS = 5000;

  private PoolLoading() {}

  /** Begins, unless it has begun; it returns at once. */
  static void begin() {
    if (BEGUN.compareAndSet(false, true)) {
      Thread thread = new Thread(PoolLoading::load, "hive-db-pool-loading");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether a connection was lent and returned. */
  static boolean load() {
    ConnectionInfo nowhere = ConnectionInfo.ofDataSource("jdbc:none", nothing(DataSource.class));
    try (PoolGeneration pool = PoolGeneration.open(config(), nowhere, Watch.NONE);
        Connection connection = pool.borrow(PATIENCE_MILLIS);
        Statement statement = connection.createStatement()) {
      return statement.getUpdateCount() == 0;
    } catch (SQLException e) {
      // Only time is lost: the first connection loads what is missing.
      return false;
    }
  }

  private static HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("hive-db-loading");
    config.setMaximumPoolSize(1);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private static <T> T nothing(Class<T> type) {
    InvocationHandler handler = (proxy, method, arguments) -> answer(proxy, method, arguments);
    return type.cast(
        Proxy.newProxyInstance(PoolLoading.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object answer(
      Object proxy, Method method, Object @Nullable [] arguments) {
    Class<?> type = method.getReturnType();
    if (type == boolean.class) {
      return arguments == null ? !method.getName().startsWith("is") : proxy != arguments[0];
    }
    if (type == int.class) {
      return 0;
    }
    return type.getPackageName().equals("java.sql") ? nothing(type) : null;
  }
}
