package io.kontor.governance.approvals;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.spi.Approval;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.OfficeHolding;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests and delegations, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class ApprovalHoldings {
    @Bean
    Holding approvalHolding(Tx tx, JdbcClient jdbc) {
        return new OfficeHolding(
                Approvals.KIND,
                "/approvals/",
                (actor, ids) -> tx.as(actor, () -> {
                    var names = new HashMap<UUID, String>();
                    jdbc.sql("select id, title from governance.request where id = any(:ids)")
                            .param("ids", Rows.uuids(ids))
                            .query(row -> {
                                names.put(row.getObject(1, UUID.class), row.getString(2));
                            });
                    return names;
                }));
    }

    /** Who asked for something should not be who agrees to it; where the office is small, the auditor is shown. */
    @Bean
    Approval ownApproval() {
        return new Approval("approval.approved", "requester");
    }

    @Bean
    Holding delegationHolding(Delegations delegations) {
        return new OfficeHolding(Delegations.KIND, "/delegations/", delegations::names);
    }
}
