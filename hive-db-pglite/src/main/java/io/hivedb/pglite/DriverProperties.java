// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.pglite.internal.SpinningSocketFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.util.DriverInfo;

/** What pgjdbc is told about the bridge, so that it connects sooner and is answered sooner. */
final class DriverProperties {

  /** The first that takes a server at its word about how often the password is hashed. */
  private static final int[] TRUSTING = {42, 7, 4};

  private static final String SOCKETS = SpinningSocketFactory.class.getName();

  /** For every connection, also from elsewhere. */
  static final Map<String, String> ALL = of(version());

  /** For those of this JVM besides. */
  static final Map<String, String> LOCAL = local(DriverInfo.class.getClassLoader());

  private DriverProperties() {}

  /** The bridge offers neither TLS nor GSSAPI; to say so saves pgjdbc two questions. */
  static Map<String, String> of(String version) {
    Map<String, String> properties = new HashMap<>();
    properties.put("sslmode", "disable");
    properties.put("gssEncMode", "disable");
    properties.put("assumeMinServerVersion", "18");
    if (Arrays.compare(numbers(version), TRUSTING) >= 0) {
      properties.put("options", "-c hive.scram_iterations=1");
    }
    return Map.copyOf(properties);
  }

  /**
   * Sockets of our own.
   *
   * @param driver loads what the driver is given by name; in a container it may not know Hive DB
   */
  static Map<String, String> local(ClassLoader driver) {
    return knowsSockets(driver) ? Map.of("socketFactory", SOCKETS) : Map.of();
  }

  private static boolean knowsSockets(ClassLoader driver) {
    try {
      return Class.forName(SOCKETS, false, driver) == SpinningSocketFactory.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\D+"))
        .filter(number -> !number.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Of the driver that is there, not of the one that this was compiled with. */
  private static String version() {
    try {
      return String.valueOf(DriverInfo.class.getField("DRIVER_VERSION").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the PostgreSQL driver does not tell its version", e);
    }
  }
}
