// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

/** Which class loader finds providers, scripts and {@code hive-db.properties}. */
final class ClassLoaders {

  private ClassLoaders() {}

  /** The thread's own, because it sees the application; this library's where a thread has none. */
  static ClassLoader current() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      return context;
    }
    ClassLoader own = ClassLoaders.class.getClassLoader();
    return own != null ? own : ClassLoader.getSystemClassLoader();
  }
}
