//! Mediation is free of charge (人民调解法 art. 4): the contract has no field for a fee.

use prost_reflect::DescriptorPool;

#[test]
fn no_message_of_the_contract_has_a_field_for_a_fee() {
    const MONEY_FOR_MEDIATING: [&str; 9] = [
        "fee",
        "charge",
        "price",
        "cost",
        "tariff",
        "deposit",
        "commission",
        "invoice",
        "reward",
    ];
    let pool = DescriptorPool::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let ours = pool.all_messages().filter(|message| message.package_name() == "shiyu.mediation.v1");
    let mut fields = 0;
    for message in ours {
        for field in message.fields() {
            fields += 1;
            let words: Vec<&str> = field.name().split('_').collect();
            let fee = MONEY_FOR_MEDIATING.iter().any(|word| words.contains(word));
            assert!(!fee, "{}.{}", message.name(), field.name());
        }
    }
    assert!(fields > 200, "the contract was read");
}
