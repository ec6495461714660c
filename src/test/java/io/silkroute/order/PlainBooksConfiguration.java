package io.silkroute.order;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Books for an application that has none of its own; where there are some, these are not made. */
@AutoConfiguration
public class PlainBooksConfiguration {

    @Bean
    @ConditionalOnMissingBean(OrderBooks.class)
    OrderBooks plainOrderBooks() {
        return new PlainOrderBooks();
    }

    @Bean
    @ConditionalOnMissingBean(FollowedOrders.class)
    FollowedOrders nobodysOrders() {
        return connector -> false;
    }
}
