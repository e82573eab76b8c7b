package io.kontor.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Rights;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class UnchangedAnswersTest {
    static final int TRIES = 100;

    final TestOffice office = TestOffice.open();
    final Tx tx = office.bean(Tx.class);
    final JdbcClient jdbc = office.bean(JdbcClient.class);
    final Actor anna = Access.local("anna", UUID.randomUUID());
    final Customers customers = office.bean(Customers.class);
    final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void fill() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        add();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private int customers(Actor actor) {
        return tx.read(actor, () -> tx.unchanged(actor, "customers", Integer.class, this::count));
    }

    private Integer count() {
        asked.incrementAndGet();
        return jdbc.sql("select count(*) from customers.customer")
                .query(Integer.class)
                .single();
    }

    private void add() {
        customers.create(anna, Customer.named("Kept " + UUID.randomUUID()), null);
    }

    @Test
    void an_answer_is_given_again_while_nobody_writes() {
        for (int i = 0; i < TRIES; i++) {
            assertThat(customers(anna)).isEqualTo(1);
        }
        assertThat(asked.get()).isLessThan(TRIES);
    }

    @Test
    void whatever_is_committed_is_in_the_next_answer() {
        for (int i = 1; i < TRIES; i++) {
            assertThat(customers(anna)).isEqualTo(i);
            add();
        }
    }

    @Test
    void an_answer_given_while_a_change_is_on_its_way_is_not_given_after_it() throws Exception {
        var written = new Semaphore(0);
        var go = new Semaphore(0);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = other.submit(() -> tx.as(anna, () -> {
                add();
                written.release();
                go.acquireUninterruptibly();
            }));
            written.acquire();
            assertThat(customers(anna)).isEqualTo(1);
            assertThat(customers(anna)).isEqualTo(1);
            go.release();
            change.get();
        }
        assertThat(customers(anna)).isEqualTo(2);
    }

    @Test
    void nobody_gets_the_answer_of_somebody_with_other_rights() {
        customers(anna);
        var before = asked.get();
        customers(anna.with(Rights.NONE));
        assertThat(asked.get()).isEqualTo(before + 1);
    }

    @Test
    void where_something_may_be_written_it_is_asked_each_time() {
        tx.as(anna, () -> {
            assertThat(tx.unchanged(anna, "customers", Integer.class, this::count))
                    .isEqualTo(1);
            add();
            assertThat(tx.unchanged(anna, "customers", Integer.class, this::count))
                    .isEqualTo(2);
        });
    }
}
