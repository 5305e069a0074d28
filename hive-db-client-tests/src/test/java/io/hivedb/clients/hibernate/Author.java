// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys from an identity column, children, optimistic locking. */
@Entity
class Author {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false, unique = true, length = 200)
  String name = "";

  @Version int version;

  @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("title")
  List<Book> books = new ArrayList<>();

  /** For Hibernate. */
  protected Author() {}

  Author(String name) {
    this.name = name;
  }

  Book write(String title, float... embedding) {
    Book book = new Book(this, title, embedding);
    books.add(book);
    return book;
  }
}
