//! The three ways to ask which petitions there are: the list, the count and the file.

use shiyu_e2e::people::Caller;
use shiyu_e2e::sample::parent;
use shiyu_proto::petition::v1 as pb;

/// Every petition a caller is shown, page by page.
pub async fn listed(caller: &Caller, filter: &pb::PetitionFilter) -> Vec<pb::Petition> {
    let mut request = pb::ListPetitionsRequest {
        parent: parent(),
        page_size: 3,
        filter: Some(filter.clone()),
        ..pb::ListPetitionsRequest::default()
    };
    let mut all = Vec::new();
    loop {
        let page = caller.petitions().list_petitions(request.clone()).await.unwrap().into_inner();
        all.extend(page.petitions);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}

/// How many a caller is told there are.
pub async fn counted(caller: &Caller, filter: &pb::PetitionFilter) -> usize {
    let request = pb::CountPetitionsRequest {
        parent: parent(),
        filter: Some(filter.clone()),
    };
    let counted = caller.petitions().count_petitions(request).await.unwrap().into_inner();
    assert!(!counted.more);
    usize::try_from(counted.count).unwrap()
}

/// The file a caller is given, without its mark, as lines.
pub async fn exported(caller: &Caller, filter: &pb::PetitionFilter) -> Vec<String> {
    let request = pb::ExportPetitionsRequest {
        parent: parent(),
        filter: Some(filter.clone()),
    };
    let mut pieces = caller.petitions().export_petitions(request).await.unwrap().into_inner();
    let mut file = Vec::new();
    while let Some(piece) = pieces.message().await.unwrap() {
        file.extend(piece.data);
    }
    let text = String::from_utf8(file).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

/// The names a caller is shown, by the list; the count and the file say the same.
pub async fn shown(caller: &Caller, filter: &pb::PetitionFilter) -> Vec<String> {
    let listed: Vec<String> = listed(caller, filter).await.into_iter().map(|petition| petition.name).collect();
    assert_eq!(counted(caller, filter).await, listed.len(), "the count of {filter:?}");
    let exported = exported(caller, filter).await;
    let names: Vec<_> = exported.iter().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(names, listed, "the file of {filter:?}");
    listed
}
