import type { NoticeWords } from './notice-words.js';

export const notices: NoticeWords = {
  quote: (title) => (title === null ? '（いまは公開されていない件）' : `「${title}」`),
  kinds: {
    need_published: {
      line: ({ subject, count }) =>
        count > 0
          ? `新しいニーズ${subject}が公開され、合いそうな候補が${count}件あります`
          : `新しいニーズ${subject}が公開されました`,
      body: '仕事台で内容と候補をご確認ください。',
      action: '仕事台を開く',
    },
    item_fits_needs: {
      line: ({ subject, other, count }) =>
        count > 1
          ? `${subject}が、${other}など担当地域のニーズ${count}件に合いそうです`
          : `${subject}が、担当地域のニーズ${other}に合いそうです`,
      body: '合う理由は仕事台でご覧いただけます。',
      action: '仕事台を開く',
    },
    match_found: {
      line: ({ subject, other }) => `ニーズ${subject}と${other}が合いそうです`,
      body: 'どこがどう合うのかを、画面でご覧いただけます。',
      action: '内容を見る',
    },
    introduction_proposed: {
      line: ({ subject }) => `${subject}について、コーディネーターから打診が届きました`,
      body: '内容をご覧のうえ、進めるか見送るかをお返事ください。お名前と連絡先は、双方が承諾するまで相手に伝わりません。',
      action: '打診を見て返事をする',
    },
    interest_received: {
      line: ({ subject }) => `${subject}に、関心が寄せられました`,
      body: '内容をご覧のうえ、進めるか見送るかをお返事ください。お名前と連絡先は、双方が承諾するまで相手に伝わりません。',
      deskBody: '双方のやり取りを見守り、必要ならお手伝いください。返事の期限は仕事台に出ています。',
      action: '内容を見る',
    },
    introduction_accepted: {
      line: ({ subject }) => `${subject}の紹介を、片方が承諾しました`,
      body: 'もう片方の返事がそろうと、お名前と連絡先が双方に開きます。',
      action: '紹介を見る',
    },
    introduction_connected: {
      line: ({ subject }) => `${subject}の紹介が成立しました`,
      body: '双方が承諾し、お名前と連絡先が開きました。最初の打ち合わせについて、ご連絡をお取りください。',
      deskBody: '双方のお名前と連絡先が開きました。最初の面談の日程調整をお願いします。',
      action: '連絡先を見る',
    },
    introduction_declined: {
      line: ({ subject }) => `${subject}の紹介は、今回は見送りとなりました`,
      body: 'ご検討いただき、ありがとうございました。またよいご縁があれば、お知らせします。',
      deskBody: '理由をご確認のうえ、次の候補をご検討ください。',
      action: '経緯を見る',
    },
    introduction_expired: {
      line: ({ subject }) => `${subject}の紹介は、お返事がないまま期限を迎えました`,
      body: 'お待ちいただき、ありがとうございました。今回はここでいったん区切りとします。ご事情が変わりましたら、いつでも改めてお声がけください。',
      deskBody: '双方には丁寧にお知らせしました。次の候補をご検討ください。',
      action: '経緯を見る',
    },
    inquiry_received: {
      line: ({ subject }) => `ワンストップ窓口に相談${subject}が届きました`,
      body: '2営業日以内に、最初のお返事をお願いします。',
      action: '相談を見る',
    },
    case_assigned: {
      line: ({ subject }) => `案件${subject}の担当になりました`,
      body: 'これまでの経緯と、次にすることをご確認ください。',
      action: '案件を開く',
    },
    case_overdue: {
      line: ({ subject }) => `案件${subject}の対応期限が過ぎています`,
      body: '次の一手を進めるか、期限と担当を見直してください。',
      action: '案件を開く',
    },
    message_received: {
      line: ({ subject }) => `${subject}に新しいメッセージが届きました`,
      body: '本文は画面でご覧ください。',
      action: 'メッセージを読む',
    },
    meeting_asked: {
      line: ({ subject }) => `面談${subject}の候補日が届きました`,
      body: '候補日ごとに、ご都合を○△×でお知らせください。',
      action: '候補日に答える',
    },
    meeting_answered: {
      line: ({ subject }) => `面談${subject}の候補日に回答がありました`,
      body: '回答の集まり具合をご確認ください。',
      action: '回答を見る',
    },
    meeting_confirmed: {
      line: ({ subject }) => `面談${subject}の日時が決まりました`,
      body: '日時と場所を、画面でご確認ください。',
      action: '面談を見る',
    },
    meeting_cancelled: {
      line: ({ subject }) => `面談${subject}は取りやめになりました`,
      body: 'ご予定を空けてくださり、ありがとうございました。',
      action: '面談を見る',
    },
    minutes_ready: {
      line: ({ subject }) => `面談${subject}の議事録ができました`,
      body: '決まったことと宿題をご確認ください。',
      action: '議事録を読む',
    },
    project_joined: {
      line: ({ subject }) => `プロジェクト${subject}に加わりました`,
      body: '目標と計画をご確認ください。',
      action: 'プロジェクトを開く',
    },
    review_due: {
      line: ({ subject }) => `プロジェクト${subject}の月次の振り返りの時期です`,
      body: '3つの問いに答えるだけで終わります。',
      action: '振り返りを書く',
    },
    outcome_asked: {
      line: ({ subject }) => `プロジェクト${subject}のその後をお聞かせください`,
      body: 'ひとつの質問にお答えいただくだけです。',
      action: '質問に答える',
    },
    opening_fits: {
      line: ({ subject }) => `募集${subject}が、あなたの力と空き時間に合いそうです`,
      body: 'どこがどう合うのかを、画面でご覧いただけます。',
      action: '募集を見る',
    },
    person_fits: {
      line: ({ subject }) => `募集${subject}に合いそうな人が見つかりました`,
      body: '合う理由をご覧のうえ、声をかけるかどうかをお決めください。',
      action: '候補を見る',
    },
    invited_to_apply: {
      line: ({ subject }) => `募集${subject}への応募のお誘いが届きました`,
      body: '内容をご覧のうえ、応募するか見送るかをお返事ください。',
      action: 'お誘いを見る',
    },
    application_received: {
      line: ({ subject }) => `募集${subject}に応募がありました`,
      body: '期限までにお返事をお願いします。',
      action: '応募を見る',
    },
    application_shortlisted: {
      line: ({ subject }) => `募集${subject}への応募が、候補に残りました`,
      body: '質問が届くことがあります。画面をご確認ください。',
      action: '応募を見る',
    },
    offer_received: {
      line: ({ subject }) => `募集${subject}の取引条件が届きました`,
      body: '取引条件をよくお読みのうえ、期限までにお返事ください。',
      action: '条件を見て返事をする',
    },
    offer_accepted: {
      line: ({ subject }) => `募集${subject}の取引条件が承諾されました`,
      body: '仕事の記録が始まりました。',
      action: '仕事を開く',
    },
    application_overdue: {
      line: ({ subject }) => `募集${subject}への応募に、まだ返事がありません`,
      body: 'お待ちの方がいます。候補に残すか、見送るかをお知らせください。',
      deskBody: '募集した側に、返事をお願いしてください。このままだと応募は期限切れで終わります。',
      action: '応募を見る',
    },
    application_ended: {
      line: ({ subject }) => `募集${subject}への応募は、今回は見送りとなりました`,
      body: '理由は画面でご覧いただけます。',
      action: '応募を見る',
    },
    report_received: {
      line: ({ subject }) => `仕事${subject}の週の報告が届きました`,
      body: '内容をご確認のうえ、承認か差し戻しをお願いします。',
      action: '報告を見る',
    },
    report_answered: {
      line: ({ subject }) => `仕事${subject}の週の報告に返事がありました`,
      body: '承認か、差し戻しの理由をご確認ください。',
      action: '報告を見る',
    },
    work_delivered: {
      line: ({ subject }) => `仕事${subject}の成果物が納品されました`,
      body: '期日までに検査をお願いします。',
      action: '検査する',
    },
    work_inspected: {
      line: ({ subject }) => `仕事${subject}の検査が終わりました`,
      body: '結果をご確認ください。',
      action: '結果を見る',
    },
    work_completed: {
      line: ({ subject }) => `仕事${subject}が完了しました`,
      body: '短い振り返りをお寄せください。',
      action: '振り返りを書く',
    },
    work_stopped: {
      line: ({ subject }) => `仕事${subject}が途中で終わりました`,
      body: '理由と、それまでの報告・お支払いをご確認ください。',
      action: '仕事を開く',
    },
    work_overdue: {
      line: ({ subject }) => `仕事${subject}の検査か支払いが遅れています`,
      body: '期日を過ぎています。すぐにご確認ください。',
      action: '仕事を開く',
    },
    dispatch_requested: {
      line: ({ subject }) => `専門家派遣${subject}の依頼が届きました`,
      body: '内容をご確認のうえ、お返事ください。',
      action: '依頼を見る',
    },
    dispatch_answered: {
      line: ({ subject }) => `専門家派遣${subject}に動きがありました`,
      body: '専門家と日程をご確認ください。',
      action: '派遣を見る',
    },
    dispatch_report_due: {
      line: ({ subject }) => `専門家派遣${subject}の訪問報告をお願いします`,
      body: '1分で書けます。',
      action: '報告を書く',
    },
    membership_requested: {
      line: ({ subject }) => `${subject}に所属しているという方が、確認を待っています`,
      body: 'ご存じの方なら「確認する」を押してください。心当たりがなければ、理由を添えて見送れます。',
      deskBody: 'お電話などで確かめてから「確認する」を押してください。心当たりがなければ、理由を添えて見送れます。',
      action: '確認待ちの方を見る',
    },
    membership_confirmed: {
      line: ({ subject }) => `${subject}への所属が確認されました`,
      body: '所属として組織の名前が表示され、組織の情報を直せるようになりました。',
      action: '組織を見る',
    },
    membership_refused: {
      line: ({ subject }) => `${subject}への所属は、確認できませんでした`,
      body: '理由は画面でご覧いただけます。お名前でのご利用は、これまでどおり続けられます。',
      action: '理由を見る',
    },
  },
  digest: {
    subject: (count) => `今朝のお知らせ（${count}件）`,
    intro: 'まだお読みでないお知らせを、まとめてお届けします。',
    more: (count) => `ほかに${count}件あります。`,
    action: 'お知らせをすべて見る',
  },
};
